import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { isMovable } from '#shared/domain/move-appointment.ts';
import { minutesOf } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Receipt } from '#pwa/store/replica.ts';
import { useAppointment } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useSeriesWrites } from '#pwa/store/use-series-writes.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { ReachField, type ReachChoice } from '#pwa/widgets/reach-field.tsx';
import { refusalWords } from '#pwa/widgets/tell-outcome.ts';
import { EMPTY, type BookingDraft } from './booking-draft.ts';
import { BookingForm } from './booking-form.tsx';
import { BookingResult } from './booking-result.tsx';

/** Another time for a booking that stands: who and why stay, when and with whom are chosen anew. */
export function MoveBooking({ id }: { readonly id: string }): JSX.Element {
  return (
    <WhenReady live={useAppointment(id)}>
      {([row]) =>
        row && row.content.slot && isMovable(row.content) ? (
          <MoveForm row={row} slot={row.content.slot} />
        ) : (
          <Absent isKnown={row !== undefined} />
        )
      }
    </WhenReady>
  );
}

function Absent({ isKnown }: { readonly isKnown: boolean }): JSX.Element {
  return (
    <Notice
      tone="caution"
      title={t(isKnown ? 'appointment.notMovable' : 'booking.absent')}
      action={
        <a class="btn" href="/calendar">
          {t('booking.toCalendar')}
        </a>
      }
    >
      {isKnown ? null : t('booking.absentWhy')}
    </Notice>
  );
}

interface MoveFormProps {
  readonly row: Stored<'appointments'>;
  readonly slot: BookedSlot;
}

function MoveForm({ row, slot }: MoveFormProps): JSX.Element {
  const { patientId = '' } = row.content;
  const form = useSignal<BookingDraft>({
    ...EMPTY,
    patientId,
    visitKindId: row.content.visitKindId ?? '',
    minutes: minutesOf(slot),
    practitionerId: slot.practitionerId ?? '',
  });
  const reach = useSignal<ReachChoice>('');
  const receipt = useSignal<Receipt | null>(null);
  const writes = useAppointmentWrites();
  const series = useSeriesWrites();
  const move = async (next: BookedSlot, reason: string): Promise<void> => {
    const done = reach.value
      ? await series.move(row.id, next, { reach: reach.value, reason })
      : await writes.move(row.id, next, reason);
    if (!done.ok) return showToast({ text: refusalWords(done.error), tone: 'alarm' });
    receipt.value = done.value;
  };
  const takeBack = async (): Promise<void> => {
    const last = receipt.peek();
    const back = last && (await writes.undo(last));
    if (!back) return;
    if (!back.ok) return showToast({ text: refusalWords(back.error), tone: 'alarm' });
    receipt.value = null;
    showToast({ text: t('ui.undone') });
  };
  if (receipt.value)
    return <BookingResult id={row.id} patientId={patientId} onUndo={takeBack} onAnother={null} />;
  return (
    <div class="stack">
      {row.content.seriesId !== undefined && (
        <ReachField value={reach.value} onChange={(next) => (reach.value = next)} />
      )}
      <BookingForm form={form} moving={{ id: row.id, slot }} onDone={move} />
    </div>
  );
}
