import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { newId, type AppointmentId } from '#shared/domain/ids.ts';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Receipt } from '#pwa/store/replica.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { refusalWords } from '#pwa/widgets/tell-outcome.ts';
import { appointmentIn, EMPTY, type BookingDraft } from './booking-draft.ts';
import { BookingForm } from './booking-form.tsx';
import { BookingResult } from './booking-result.tsx';

export interface NewBookingProps {
  readonly seed: Partial<BookingDraft>;
}

interface Booked {
  readonly id: string;
  readonly receipt: Receipt;
  readonly draft: BookingDraft;
}

/** A new booking: the form, then what became of it. What is half chosen survives reload and update. */
export function NewBooking({ seed }: NewBookingProps): JSX.Element {
  const start = useRef({ ...EMPTY, ...seed }).current;
  const draft = useDraft<BookingDraft>('booking', start);
  const booked = useSignal<Booked | null>(null);
  const writes = useAppointmentWrites();
  const { route } = useLocation();
  const isRestored = draft.isRestored.value;
  useEffect(() => {
    // What came back was begun at another address: what this one says comes first.
    const kept = draft.value.peek();
    if (isRestored && kept.from !== start.from) draft.value.value = { ...kept, ...seed };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isRestored]);
  const book = async (slot: BookedSlot, overbookingReason: string): Promise<void> => {
    const now = draft.value.peek();
    const id = newId<AppointmentId>();
    const at = instantAt(Date.now());
    const done = await writes.book(id, appointmentIn(now, { slot, overbookingReason, at }));
    if (!done.ok) return showToast({ text: refusalWords(done.error), tone: 'alarm' });
    booked.value = { id, receipt: done.value, draft: now };
    draft.clear();
  };
  const takeBack = async (): Promise<void> => {
    const last = booked.peek();
    const back = last && (await writes.undo(last.receipt));
    if (!last || !back) return;
    if (!back.ok) return showToast({ text: refusalWords(back.error), tone: 'alarm' });
    booked.value = null;
    draft.value.value = last.draft;
    showToast({ text: t('booking.takenBack') });
  };
  const again = (): void => {
    booked.value = null;
    draft.value.value = EMPTY;
  };
  const repeat = (): void => {
    // Written anew, so that the screen of the series finds it even where the address said all of it.
    draft.value.value = { ...draft.value.peek() };
    route('/book/series');
  };
  if (booked.value) {
    const { id, draft: last } = booked.value;
    return <BookingResult id={id} patientId={last.patientId} onUndo={takeBack} onAnother={again} />;
  }
  return (
    <div class="stack">
      {isRestored && (
        <Notice
          tone="info"
          title={t('booking.restored')}
          action={<Button onClick={draft.clear}>{t('booking.startOver')}</Button>}
        />
      )}
      <BookingForm form={draft.value} onRepeat={repeat} onDone={book} />
    </div>
  );
}
