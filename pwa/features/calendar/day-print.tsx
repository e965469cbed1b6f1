import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf } from '#shared/domain/patient.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { dateText, momentText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { nameWords, stateWords } from '#pwa/widgets/appointment-words.ts';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import { columnName } from './column-name.ts';
import type { Box, Column } from './day-columns.ts';
import type { DayView } from './use-day.ts';

/** The day on paper: a list per clinician with both identifiers, stamped with its age; on screen it is not there. */
export function DayPrint({ view }: { readonly view: DayView }): JSX.Element {
  const session = useSession();
  const name = session.kind === 'signed-in' ? session.person.name : '';
  return (
    <div class="sheet cal-sheet" aria-hidden="true">
      <div class="row row-apart">
        <p class="cal-sheet-title">{weekdayText(view.day, 'long')}</p>
        <p class="sheet-stamp">
          {t('calendar.printed', { time: momentText(view.now, view.zone), name })}
        </p>
      </div>
      {view.columns
        .filter(({ boxes }) => boxes.length > 0)
        .map((column) => (
          <PrintedColumn key={column.id} column={column} view={view} />
        ))}
    </div>
  );
}

interface PrintedColumnProps {
  readonly column: Column;
  readonly view: DayView;
}

function PrintedColumn({ column, view }: PrintedColumnProps): JSX.Element {
  return (
    <table>
      <caption>{columnName(column)}</caption>
      <tbody>
        {column.boxes.map((box) => (
          <PrintedRow key={box.id} box={box} view={view} />
        ))}
      </tbody>
    </table>
  );
}

function PrintedRow({
  box,
  view,
}: { readonly box: Box } & Pick<PrintedColumnProps, 'view'>): JSX.Element {
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
      <td>{box.row.content.visitType}</td>
    </tr>
  );
}
