import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import type { Beds } from '#pwa/store/use-beds.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { PersonPicker } from '#pwa/widgets/person-picker.tsx';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';
import type { AdmissionForm } from './use-admission.ts';

export interface AdmissionPartProps {
  readonly form: AdmissionForm;
  readonly beds: Beds;
}

/** Who is admitted, with two identifiers and allergies; where they lie already, should they. */
export function AdmittedPerson({ form, beds }: AdmissionPartProps): JSX.Element {
  return (
    <section class="card pad stack" aria-labelledby="admit-who">
      <h2 id="admit-who">{t('admission.who')}</h2>
      {form.patientId ? (
        <PickedPerson id={form.patientId} onChange={() => form.set({ patientId: '' })} />
      ) : (
        <>
          <PersonPicker
            label={t('admission.find')}
            hasFocus
            onPick={(patientId) => form.set({ patientId })}
          />
          <p class="small soft">
            {t('admission.notRegistered')}{' '}
            <a class="tap" href={`/patients/new?for=admit&bed=${form.bedId}`}>
              {t('admission.register')}
            </a>
          </p>
        </>
      )}
      {form.lies && (
        <Notice
          tone="caution"
          title={t('admission.liesElsewhere', {
            bed: nameOf(beds, form.lies.bedId),
            ward: nameOf(beds, form.lies.wardId),
          })}
        >
          {t('admission.moveInstead')}
        </Notice>
      )}
      {form.patient?.deceased && <Notice tone="caution" title={t('admission.deceased')} />}
    </section>
  );
}

function nameOf({ places }: Beds, id: string): string {
  return places.find((place) => place.id === id)?.content.name ?? t('widgets.notReceived');
}
