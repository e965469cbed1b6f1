import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import type { BookingDraft } from './booking-draft.ts';
import type { BookingDesk } from './use-desk.ts';

export interface OwnTimeProps {
  readonly draft: BookingDraft;
  readonly desk: BookingDesk;
  readonly onSet: (change: Partial<BookingDraft>) => void;
}

/** Any time of a clinician, free or not: what stands in the way is said beside the confirmation. */
export function OwnTime({ draft, desk, onSet }: OwnTimeProps): JSX.Element {
  const time = useSignal('');
  const isTime = /^\d\d:\d\d$/.test(time.value);
  const day = draft.day || desk.today;
  return (
    <details class="book-own">
      <summary>{t('booking.ownTime')}</summary>
      <div class="stack">
        <p class="hint">{t('booking.ownTimeHint')}</p>
        <TextField
          label={t('booking.time')}
          type="time"
          value={time.value}
          onInput={(text) => (time.value = text.slice(0, 5))}
        />
        <div class="row">
          <Button
            disabled={!isTime || draft.practitionerId === ''}
            why={draft.practitionerId === '' ? t('booking.ownNeedsClinician') : undefined}
            onClick={() =>
              onSet({
                chosen: { wall: `${day}T${time.peek()}`, practitionerId: draft.practitionerId },
              })
            }
          >
            {t('booking.take')}
          </Button>
        </div>
      </div>
    </details>
  );
}
