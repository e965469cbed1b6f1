import type { ComponentChildren, JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { AllergyStrip } from './allergy-strip.tsx';
import { IdentityLine } from './identity-line.tsx';
import { PatientName } from './patient-name.tsx';
import { useToday } from './use-today.ts';

export interface PersonCardProps {
  /** Undefined where the record is not on this device. */
  readonly patient: Patient | undefined;
  /** What is said about this person here: where they lie, since when. */
  readonly children?: ComponentChildren;
}

/** Whom an act is about: name, two identifiers and allergies, before any button. */
export function PersonCard({ patient, children }: PersonCardProps): JSX.Element {
  const today = useToday();
  return (
    <div class="stack person-card">
      <p class="person-card-name">
        <PatientName patient={patient} />
      </p>
      {patient && <IdentityLine patient={patient} today={today} withSex />}
      {children}
      <AllergyStrip patient={patient ?? null} dense />
    </div>
  );
}
