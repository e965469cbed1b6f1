import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { newId } from '#shared/domain/ids.ts';
import type { NamedVisitKind } from '#shared/domain/visit-kind.ts';
import { t } from '#pwa/i18n/t.ts';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { CheckField, TextField, type Option } from '#pwa/ui/field.tsx';
import { CheckList } from '#pwa/widgets/check-list.tsx';
import { FormFoot } from './form-foot.tsx';
import { isInUse, type Place, type PlaceTree } from './place-tree.ts';
import { inCalendarOrder, practitionerName } from './practitioner-name.ts';
import type { SetUpRows } from './set-up-steps.ts';
import { useSetUpVerbs } from './use-set-up-verbs.ts';
import {
  visitKindFault,
  visitKindFormOf,
  visitKindFrom,
  type VisitKindFault,
  type VisitKindForm,
} from './visit-kind-form.ts';
import { BUFFER_MINUTES, VISIT_MINUTES } from './whole-minutes.ts';

export interface VisitKindDialogProps {
  /** Null for a new one. */
  readonly kind: NamedVisitKind | null;
  readonly facility: Place;
  readonly kinds: readonly NamedVisitKind[];
  readonly rows: SetUpRows;
  readonly tree: PlaceTree;
  readonly onClose: () => void;
}

/** One kind of visit: its name, how long it takes, what is kept free around it, what it needs and who does it. */
export function VisitKindDialog(props: VisitKindDialogProps): JSX.Element {
  const { kind, onClose } = props;
  const { form, set, fault, refused, save } = useKindForm(props);
  const title = kind ? t('setUp.changeNamed', { name: kind.name }) : t('setUp.addVisit');
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Figures {...{ form, set, fault }} />
        <Needs {...props} {...{ form, set }} />
        {kind && (
          <CheckField
            label={t('setUp.visitActive')}
            checked={form.isActive}
            onChange={(isActive) => set({ isActive })}
          />
        )}
        <FormFoot label={kind ? t('setUp.save') : title} refused={refused} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

interface KindFormState {
  readonly form: VisitKindForm;
  readonly set: (change: Partial<VisitKindForm>) => void;
  readonly fault: VisitKindFault | null;
  readonly refused: string | null;
  readonly save: (event: Event) => Promise<void>;
}

function useKindForm({ kind, facility, kinds, onClose }: VisitKindDialogProps): KindFormState {
  const form = useSignal(visitKindFormOf(kind));
  const fault = useSignal<VisitKindFault | null>(null);
  const refused = useSignal<string | null>(null);
  const verbs = useSetUpVerbs();
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    fault.value = visitKindFault(form.value, { id: kind?.id ?? null, others: kinds });
    if (fault.value) return;
    const order = kind?.order ?? Math.max(0, ...kinds.map((one) => one.order ?? 0)) + 1;
    const made = visitKindFrom(form.value, order);
    const visitKinds = { ...facility.content.visitKinds, [kind?.id ?? newId()]: made };
    const { name } = made;
    const said = kind ? t('setUp.changed', { name }) : t('setUp.added', { name });
    const content = { ...facility.content, visitKinds };
    refused.value = await verbs.change('locations', { id: facility.id, content }, said);
    if (refused.value === null) onClose();
  };
  const set = (change: Partial<VisitKindForm>): void =>
    void (form.value = { ...form.value, ...change });
  return { form: form.value, set, fault: fault.value, refused: refused.value, save };
}

function Figures({ form, set, fault }: Pick<KindFormState, 'form' | 'set' | 'fault'>): JSX.Element {
  const nameFault = { 'need-name': t('setUp.needName'), 'name-taken': t('setUp.nameTaken') };
  return (
    <>
      <TextField
        label={t('setUp.name')}
        value={form.name}
        maxLength={60}
        autoComplete="off"
        error={fault === 'need-name' || fault === 'name-taken' ? nameFault[fault] : undefined}
        onInput={(name) => set({ name })}
      />
      <div class="form-row">
        <TextField
          label={t('setUp.visitMinutes')}
          inputMode="numeric"
          value={form.minutes}
          maxLength={6}
          error={fault === 'minutes' ? t('setUp.wholeFault', VISIT_MINUTES) : undefined}
          onInput={(minutes) => set({ minutes })}
        />
        <TextField
          label={t('setUp.visitBuffer')}
          hint={t('setUp.visitBufferHint')}
          inputMode="numeric"
          value={form.bufferMinutes}
          maxLength={6}
          error={fault === 'buffer' ? t('setUp.wholeFault', BUFFER_MINUTES) : undefined}
          onInput={(bufferMinutes) => set({ bufferMinutes })}
        />
      </div>
    </>
  );
}

type NeedsProps = Pick<VisitKindDialogProps, 'rows' | 'tree'> & Pick<KindFormState, 'form' | 'set'>;

function Needs({ rows, tree, form, set }: NeedsProps): JSX.Element {
  const of = (key: 'rooms' | 'equipment'): readonly Option[] =>
    tree.clinics.filter(isInUse).flatMap((clinic) =>
      clinic[key].filter(isInUse).map(({ id, content }) => ({
        value: id,
        label: tree.clinics.length > 1 ? `${content.name}, ${clinic.content.name}` : content.name,
      })),
    );
  const people = inCalendarOrder(rows.practitioners)
    .filter(({ content }) => content.isActive)
    .map(({ id, content }) => ({ value: id, label: practitionerName(content) }));
  return (
    <>
      <CheckList
        label={t('setUp.visitRooms')}
        none={t('setUp.visitRoomsNone')}
        options={of('rooms')}
        chosen={form.rooms}
        onChange={(rooms) => set({ rooms })}
      />
      <CheckList
        label={t('setUp.visitEquipment')}
        none={t('setUp.visitEquipmentNone')}
        options={of('equipment')}
        chosen={form.equipment}
        onChange={(equipment) => set({ equipment })}
      />
      <CheckList
        label={t('setUp.visitPeople')}
        none={t('setUp.visitPeopleNone')}
        options={people}
        chosen={form.practitioners}
        onChange={(practitioners) => set({ practitioners })}
      />
    </>
  );
}
