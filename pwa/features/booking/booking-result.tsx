import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import type { SyncState } from '#shared/sync/sync-state.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointment } from '#pwa/store/queries.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { personLine, slotWords } from '#pwa/widgets/appointment-words.ts';
import { LostTime } from '#pwa/widgets/lost-time.tsx';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { FarNote } from './far-note.tsx';
import { Slip } from './slip.tsx';

export interface BookingResultProps {
  readonly id: string;
  readonly patientId: string;
  readonly onUndo: () => Promise<void>;
  /** Absent after a move. */
  readonly onAnother: (() => void) | null;
}
/** Where the hospital's answer has to wait. */
const OFFLINE: ReadonlySet<SyncState['kind']> = new Set([
  'offline',
  'retrying',
  'signed-out-device',
]);
/** An undo stands in reach for ten seconds (UI.md 4). */
const UNDO_MS = 10_000;

/** What became of a booking, as it becomes it: provisional, confirmed, or its time lost. */
export function BookingResult(props: BookingResultProps): JSX.Element {
  const live = useAppointment(props.id);
  return (
    <WhenReady live={live}>{([row]) => (row ? <Result {...props} row={row} /> : null)}</WhenReady>
  );
}

function Result(props: BookingResultProps & { readonly row: Stored<'appointments'> }): JSX.Element {
  const { row, patientId, onUndo, onAnother } = props;
  const canUndo = useTenSeconds();
  const day = row.content.slot?.wall.slice(0, 10) ?? '';
  const href = day ? `/calendar?day=${day}` : '/calendar';
  return (
    <div class="stack book-result">
      <State row={row} />
      <FarNote day={day} isBooked />
      <div class="card pad stack no-print">
        <PickedPerson id={patientId} />
        <When row={row} />
        <div class="row">
          <Button kind="main" icon="print" onClick={() => window.print()}>
            {t('booking.print')}
          </Button>
          {canUndo && (
            <Button icon="undo" onClick={() => void onUndo()}>
              {t('booking.undo')}
            </Button>
          )}
          {onAnother && <Button onClick={onAnother}>{t('booking.another')}</Button>}
          {row.content.booking === 'confirmed' && (
            <a class="btn" href={`/api/v1/appointments/${row.id}/calendar`} download>
              {t('booking.calendarFile')}
            </a>
          )}
          <a class="btn" href={href}>
            {t('booking.toCalendar')}
          </a>
        </div>
      </div>
      <Slip row={row} />
    </div>
  );
}

function State({ row }: { readonly row: Stored<'appointments'> }): JSX.Element {
  const writes = useAppointmentWrites();
  const { people } = usePeopleOf([row.content.patientId ?? '']);
  const sync = useReplica()?.sync.state.value;
  const move = async (slot: BookedSlot): Promise<void> =>
    tellOutcome(await writes.move(row.id, slot), {
      about: personLine(people.get(row.content.patientId ?? '')),
      said: slotWords(slot),
      undo: writes.undo,
    });
  if (row.content.booking === 'clash') {
    return <LostTime row={row} mayMove onMove={(_, slot) => void move(slot)} />;
  }
  const isConfirmed = row.content.booking === 'confirmed';
  const isOffline = sync !== undefined && OFFLINE.has(sync.kind);
  const title = isConfirmed ? 'confirmed' : isOffline ? 'provisional' : 'booked';
  return (
    <div class={`notice notice-${isConfirmed ? 'good' : 'hold'}`} role="status">
      <Icon name={isConfirmed ? 'check' : 'clock'} />
      <p>
        <b>{t(`booking.${title}`)}</b>{' '}
        {!isConfirmed && t(isOffline ? 'booking.provisionalWhy' : 'booking.confirming')}
      </p>
    </div>
  );
}

function When({ row }: { readonly row: Stored<'appointments'> }): JSX.Element | null {
  const { slot } = row.content;
  const nameOf = useClinicianNames();
  if (!slot) return null;
  return (
    <p class="book-when">
      <b>
        <bdi>{slotWords(slot)}</bdi>
      </b>
      <br />
      <bdi>{nameOf(slot.practitionerId)}</bdi>
    </p>
  );
}

function useTenSeconds(): boolean {
  const isOn = useSignal(true);
  useEffect(() => {
    const timer = setTimeout(() => (isOn.value = false), UNDO_MS);
    return () => clearTimeout(timer);
  }, [isOn]);
  return isOn.value;
}
