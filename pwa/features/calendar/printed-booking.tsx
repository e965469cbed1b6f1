import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf } from '#shared/domain/patient.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import type { PeopleOf } from '#pwa/store/use-people-of.ts';
import { nameWords, stateWords } from '#pwa/widgets/appointment-words.ts';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import type { Box } from './day-columns.ts';

interface PrintedBookingProps {
  readonly box: Box;
  readonly view: PeopleOf & { readonly zone: string };
  /** Where there is room for what the visit is. */
  readonly withType?: boolean;
}

/** One booking on paper, with both identifiers of its person. */
export function PrintedBooking({ box, view, withType }: PrintedBookingProps): JSX.Element {
  const patient = view.people.get(box.row.content.patientId ?? '');
  const mrn = patient && mrnOf(patient);
  return (
    <tr class={box.look === 'clash' ? 'clash' : undefined}>
      <td>{`${timeOf(box.minute)} – ${timeOf((box.minute + box.minutes) % 1440)}`}</td>
      <td>
        {patient ? <PatientName patient={patient} /> : nameWords(patient, view.arePeopleRead)}
      </td>
      <td>{patient?.birthDate ? dateText(patient.birthDate) : ''}</td>
      <td>{mrn ? mrnText(mrn) : ''}</td>
      <td>{stateWords(box, view.zone)}</td>
      {withType && <td>{box.row.content.visitType}</td>}
    </tr>
  );
}
