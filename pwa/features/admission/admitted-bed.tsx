import type { JSX } from 'preact';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePractitioners } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { BedPicker } from '#pwa/widgets/bed-picker.tsx';
import type { AdmissionPartProps } from './admitted-person.tsx';
import type { AdmissionForm } from './use-admission.ts';

/** To which bed, why, and who is in charge. A visit that goes on already keeps its reason and its doctor. */
export function AdmittedBed({ form, beds }: AdmissionPartProps): JSX.Element {
  const isTaken = form.bed !== undefined && !form.isBedFree && form.lies?.bedId !== form.bedId;
  return (
    <section class="card pad stack" aria-labelledby="admit-where">
      <h2 id="admit-where">{t('admission.where')}</h2>
      {isTaken && (
        <Notice tone="caution" title={t('admission.bedTaken', { bed: form.bed?.bed.name ?? '' })} />
      )}
      <BedPicker
        beds={beds}
        wardId={form.wardId}
        bedId={form.bedId}
        name="admit-bed"
        except={form.lies?.bedId}
        onWard={(wardId) => form.set({ wardId, bedId: '' })}
        onBed={(bedId) => form.set({ bedId })}
      />
      {!form.lies && <Circumstances form={form} />}
    </section>
  );
}

function Circumstances({ form }: { readonly form: AdmissionForm }): JSX.Element {
  const live = usePractitioners().value;
  const practitioners = live.kind === 'ready' ? live.rows : [];
  const options = practitioners
    .filter(({ content }) => content.isActive)
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)))
    .map((row) => ({ value: row.id, label: nameOf(row) }));
  return (
    <>
      <TextField
        label={t('admission.reason')}
        optional
        maxLength={300}
        value={form.reason}
        onInput={(reason) => form.set({ reason })}
      />
      <SelectField
        label={t('admission.practitioner')}
        optional
        value={form.practitionerId}
        options={[{ value: '', label: t('admission.nobodyYet') }, ...options]}
        onChange={(practitionerId) => form.set({ practitionerId })}
      />
    </>
  );
}

function nameOf({ content }: Stored<'practitioners'>): string {
  return nameText(shownName(content.names)) || t('widgets.nameUnknown');
}
