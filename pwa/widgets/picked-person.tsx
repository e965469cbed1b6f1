import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePatient } from '#pwa/store/queries.ts';
import { Button } from '#pwa/ui/button.tsx';
import { AllergyStrip } from './allergy-strip.tsx';
import { IdentityLine } from './identity-line.tsx';
import { PatientName } from './patient-name.tsx';
import { useToday } from './use-today.ts';

export interface PickedPersonProps {
  readonly id: string;
  /** Left out where the person is not to be changed here. */
  readonly onChange?: (() => void) | undefined;
}

/** Who something is for, before it is done: name, two identifiers, allergies. */
export function PickedPerson({ id, onChange }: PickedPersonProps): JSX.Element {
  const live = usePatient(id).value;
  const today = useToday();
  const patient: Patient | null = (live.kind === 'ready' && live.rows[0]?.content) || null;
  return (
    <div class="picked">
      <div class="row row-apart">
        <div class="grow">
          <p>
            <PatientName patient={patient} />
          </p>
          {patient && <IdentityLine patient={patient} today={today} withSex />}
        </div>
        {onChange && <Button onClick={onChange}>{t('widgets.pickOther')}</Button>}
      </div>
      <AllergyStrip patient={patient} dense />
    </div>
  );
}
