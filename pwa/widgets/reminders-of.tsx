import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Appointment } from '#shared/domain/appointment.ts';
import { t } from '#pwa/i18n/t.ts';
import type { ReminderWishProps } from './reminder-wish.tsx';

export interface RemindersOfProps {
  readonly id: string;
  /** As it stands: another time or state has other messages. */
  readonly appointment: Appointment;
}
type Part<P> = (props: P) => JSX.Element | null;

/** What the patient is told of an appointment. In a chunk of its own: without a line there is nothing to show. */
export const RemindersOf = part<RemindersOfProps>(() =>
  import('./reminder-lines.tsx').then((m) => m.ReminderLines),
);

/** Whether the patient wants to be told. */
export const ReminderWishOf = part<ReminderWishProps>(() =>
  import('./reminder-wish.tsx').then((m) => m.ReminderWish),
);

function part<P extends object>(load: () => Promise<Part<P>>): Part<P> {
  return function Loading(props) {
    const chunk = useSignal<{ readonly Part: Part<P> } | 'failed' | null>(null);
    useEffect(() => {
      void load().then(
        (Part) => (chunk.value = { Part }),
        () => (chunk.value = 'failed'),
      );
    }, [chunk]);
    const now = chunk.value;
    if (now === null) return null;
    if (now === 'failed') return <p class="small soft no-print">{t('chart.remindersUnread')}</p>;
    return <now.Part {...props} />;
  };
}
