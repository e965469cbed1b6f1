import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { instantAt } from '#shared/lib/clock.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { ReminderWishOf } from '#pwa/widgets/reminders-of.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { AppointmentItem } from './appointment-item.tsx';
import { orderedAppointments, type AppointmentRow } from './appointment-order.ts';
import { OlderNote } from './older-note.tsx';
import { joinedRows } from './stay-rows.ts';
import type { Chart } from './use-chart.ts';
import { useRecord } from './use-record.ts';

/** Every appointment of the person: what is to come first, then what was; what is not on this device is called so. */
export function AppointmentsTab({ chart }: { readonly chart: Chart }): JSX.Element {
  const older = useRecord(chart.row.id);
  const now = useNow(60_000).value;
  const roles = useRoles();
  const there =
    older.kind === 'ready'
      ? (older.record.appointments as unknown as readonly AppointmentRow[])
      : NONE;
  const { appointments } = chart;
  const ordered = useMemo(
    () => orderedAppointments(joinedRows(appointments ?? [], there), instantAt(now)),
    [appointments, there, now],
  );
  if (!appointments) return <Skeleton />;
  return (
    <div class="stack">
      <List title={t('chart.upcoming')} rows={ordered.upcoming} chart={chart} />
      <List title={t('chart.past')} rows={ordered.past} chart={chart}>
        <OlderNote older={older} count={there.length} zone={chart.names.zone} />
      </List>
      <ReminderWishOf
        id={chart.row.id}
        patient={chart.row.content}
        mayWrite={mayWrite(roles, 'patients', '/reminders')}
      />
      <p class="small soft">{t('chart.appointmentsWindow')}</p>
    </div>
  );
}

const NONE: readonly AppointmentRow[] = [];

interface ListProps {
  readonly title: string;
  readonly rows: readonly AppointmentRow[];
  readonly chart: Chart;
  readonly children?: JSX.Element;
}

function List({ title, rows, chart, children }: ListProps): JSX.Element {
  const today = useToday();
  return (
    <section class="card chart-list" aria-label={title}>
      <div class="card-head">
        <h2 class="grow">{title}</h2>
      </div>
      {rows.length === 0 && <p class="pad small soft">{t('chart.appointmentsNone')}</p>}
      <ul>
        {rows.map((row) => (
          <AppointmentItem key={row.id} row={row} chart={chart} today={today} />
        ))}
      </ul>
      {children}
    </section>
  );
}
