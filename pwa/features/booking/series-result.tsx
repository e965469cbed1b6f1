import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointmentsOf } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { slotWords } from '#pwa/widgets/appointment-words.ts';
import { LostTime } from '#pwa/widgets/lost-time.tsx';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';
import { refusalWords } from '#pwa/widgets/tell-outcome.ts';
import { showToast } from '#pwa/ui/toast.tsx';

export interface SeriesResultProps {
  readonly seriesId: string;
  readonly patientId: string;
  readonly onUndo: () => Promise<void>;
}
/** An undo stands in reach for ten seconds (UI.md 4). */
const UNDO_MS = 10_000;

/** What became of a series, date by date, as the hospital confirms it; a lost time has its three others beside it. */
export function SeriesResult({ seriesId, patientId, onUndo }: SeriesResultProps): JSX.Element {
  const canUndo = useSignal(true);
  useEffect(() => {
    const timer = setTimeout(() => (canUndo.value = false), UNDO_MS);
    return () => clearTimeout(timer);
  }, [canUndo]);
  return (
    <div class="stack series-result">
      <div class="card pad stack">
        <PickedPerson id={patientId} />
        <div class="row no-print">
          <Button kind="main" icon="print" onClick={() => window.print()}>
            {t('series.print')}
          </Button>
          {canUndo.value && (
            <Button icon="undo" onClick={() => void onUndo()}>
              {t('booking.undo')}
            </Button>
          )}
          <a class="btn" href="/book">
            {t('booking.another')}
          </a>
        </div>
      </div>
      <WhenReady live={useAppointmentsOf(patientId)}>
        {(rows) => <Dates rows={rows.filter(({ content }) => content.seriesId === seriesId)} />}
      </WhenReady>
    </div>
  );
}

function Dates({ rows }: { readonly rows: readonly Stored<'appointments'>[] }): JSX.Element {
  const writes = useAppointmentWrites();
  const nameOf = useClinicianNames();
  const inOrder = rows.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  const confirmed = rows.filter(({ content }) => content.booking === 'confirmed').length;
  const move = async (row: Stored<'appointments'>, slot: BookedSlot): Promise<void> => {
    const done = await writes.move(row.id, slot);
    if (!done.ok) showToast({ text: refusalWords(done.error), tone: 'alarm' });
  };
  return (
    <>
      <p role="status">
        <b>{t('series.booked', { n: rows.length, confirmed })}</b>
      </p>
      <ol class="card series-dates">
        {inOrder.map((row) => (
          <li key={row.id} class="series-date">
            {row.content.booking === 'clash' ? (
              <LostTime row={row} mayMove onMove={(_, slot) => void move(row, slot)} />
            ) : (
              <>
                <p class="series-when">
                  <a
                    class="tap"
                    href={`/calendar?day=${row.content.slot?.wall.slice(0, 10) ?? ''}`}
                  >
                    <bdi>{row.content.slot && slotWords(row.content.slot)}</bdi>
                  </a>
                  <span class="soft">
                    <bdi>{nameOf(row.content.slot?.practitionerId)}</bdi>
                  </span>
                </p>
                {row.content.booking === 'confirmed' ? (
                  <Chip tone="good" icon="check">
                    {t('series.confirmed')}
                  </Chip>
                ) : (
                  <Chip tone="hold">{t('appointment.provisional')}</Chip>
                )}
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function startOf({ content }: Stored<'appointments'>): string {
  return content.slot?.start ?? '';
}
