import type { JSX } from 'preact';
import { dateText, momentText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { columnName } from './column-name.ts';
import type { WeekView } from './use-week.ts';
import type { WeekRow } from './week-rows.ts';
import { PrintedBooking } from './printed-booking.tsx';

/** The week on paper: a list per row and day with both identifiers, stamped with its age. */
export function WeekPrint({ view }: { readonly view: WeekView }): JSX.Element {
  const session = useSession();
  const name = session.kind === 'signed-in' ? session.person.name : '';
  const [first = '', last = ''] = [view.days[0], view.days.at(-1)];
  return (
    <div class="sheet cal-sheet" aria-hidden="true">
      <div class="row row-apart">
        <p class="cal-sheet-title">
          {t('calendar.weekOf', { first: dateText(first), last: dateText(last) })}
        </p>
        <p class="sheet-stamp">
          {t('calendar.printed', { time: momentText(view.now, view.zone), name })}
        </p>
      </div>
      {view.rows
        .filter(({ booked }) => booked > 0)
        .map((row) => (
          <PrintedRow key={row.subject} row={row} view={view} />
        ))}
    </div>
  );
}

interface PrintedRowProps {
  readonly row: WeekRow;
  readonly view: WeekView;
}

function PrintedRow({ row, view }: PrintedRowProps): JSX.Element {
  return (
    <table>
      <caption>{columnName(row.head)}</caption>
      {row.cells
        .filter(({ boxes }) => boxes.length > 0)
        .map((cell) => (
          <tbody key={cell.id}>
            <tr>
              <th colSpan={5}>{weekdayText(cell.day, 'long')}</th>
            </tr>
            {cell.boxes.map((box) => (
              <PrintedBooking key={box.id} box={box} view={view} />
            ))}
          </tbody>
        ))}
    </table>
  );
}
