import type { JSX } from 'preact';
import { momentText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { columnName } from './column-name.ts';
import type { Column } from './day-columns.ts';
import type { DayView } from './use-day.ts';
import { PrintedBooking } from './printed-booking.tsx';

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
          <PrintedBooking key={box.id} box={box} view={view} withType />
        ))}
      </tbody>
    </table>
  );
}
