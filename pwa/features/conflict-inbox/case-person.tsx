import type { JSX } from 'preact';
import { nameWords } from '#pwa/widgets/appointment-words.ts';
import { IdentityLine } from '#pwa/widgets/identity-line.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import type { InboxView } from './use-cases.ts';

export interface CasePersonProps {
  readonly id: string;
  readonly view: InboxView;
}

/** Whom a case is about: name and two identifiers, leading to the chart. */
export function CasePerson({ id, view }: CasePersonProps): JSX.Element {
  const patient = view.people.get(id);
  if (!patient) return <p class="soft">{nameWords(undefined, view.arePeopleRead)}</p>;
  return (
    <p class="facts">
      <a class="tap" href={`/patients/${id}`}>
        <PatientName patient={patient} />
      </a>
      <IdentityLine patient={patient} today={view.today} />
    </p>
  );
}
