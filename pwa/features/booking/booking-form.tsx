import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { t } from '#pwa/i18n/t.ts';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { PersonPicker } from '#pwa/widgets/person-picker.tsx';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';
import { chosenTime, EMPTY, missingIn, type BookingDraft } from './booking-draft.ts';
import { ConfirmCard } from './confirm-card.tsx';
import { TimeChooser } from './time-chooser.tsx';
import { useDesk } from './use-desk.ts';
import { VisitFields } from './visit-fields.tsx';

export interface BookingFormProps {
  readonly form: Signal<BookingDraft>;
  /** The appointment that gets another time; absent for a new one. */
  readonly moving?: { readonly id: string; readonly slot: BookedSlot };
  /** Goes on with what is chosen, again and again. */
  readonly onRepeat?: () => void;
  readonly onDone: (slot: BookedSlot, overbookingReason: string) => Promise<void>;
}

/** Who, why, with whom and when, and the confirmation with two identifiers. */
export function BookingForm({ form, moving, onRepeat, onDone }: BookingFormProps): JSX.Element {
  // What was half chosen in an earlier version lacks what has come since.
  const draft = { ...EMPTY, ...form.value };
  const isFar = useSignal(false);
  const set = (change: Partial<BookingDraft>): void =>
    void (form.value = { ...form.peek(), ...change });
  const live = useDesk({
    day: draft.chosen?.wall.slice(0, 10) || draft.day,
    without: moving?.id,
    isFar: isFar.value,
  });
  return (
    <WhenReady live={live}>
      {(desk) => {
        const time = chosenTime(draft, desk);
        const missing = missingIn(draft, time);
        const send = (event: Event): void => {
          event.preventDefault();
          if (missing || !time) return;
          void onDone(time.slot, time.verdict.kind === 'free' ? '' : draft.overbookingReason);
        };
        return (
          <form class="book" onSubmit={send}>
            <section class="card pad stack book-who" aria-labelledby="book-who">
              <h2 id="book-who">{t('booking.who')}</h2>
              <Who draft={draft} isFixed={moving !== undefined} onSet={set} />
            </section>
            {!moving && <VisitFields draft={draft} kinds={desk.kinds} onSet={set} />}
            <TimeChooser
              {...{ draft, desk, time }}
              moving={moving?.slot}
              onSet={set}
              onFurther={() => (isFar.value = true)}
            />
            <ConfirmCard
              {...{ draft, desk, time, missing }}
              isMove={moving !== undefined}
              onRepeat={onRepeat}
              onSet={set}
            />
          </form>
        );
      }}
    </WhenReady>
  );
}

interface WhoProps {
  readonly draft: BookingDraft;
  readonly isFixed: boolean;
  readonly onSet: (change: Partial<BookingDraft>) => void;
}

function Who({ draft, isFixed, onSet }: WhoProps): JSX.Element {
  if (draft.patientId)
    return (
      <PickedPerson
        id={draft.patientId}
        onChange={isFixed ? undefined : () => onSet({ patientId: '' })}
      />
    );
  return (
    <>
      <PersonPicker
        label={t('booking.person')}
        hasFocus
        onPick={(patientId) => onSet({ patientId })}
      />
      <a href="/patients/new?for=book">{t('booking.register')}</a>
    </>
  );
}
