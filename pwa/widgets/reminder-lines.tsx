import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { AppointmentReminders } from '#shared/sync/reminders.ts';
import { learn, t } from '#pwa/i18n/t.ts';
import { callHospital } from '#pwa/store/call-hospital.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import type { RemindersOfProps } from './reminders-of.tsx';
import { lookOf, messageWords, reasonWords, stateWords } from './reminder-words.ts';

/** What the patient was told of an appointment, is being told and will be: the hospital knows, and is asked each time. */
export function ReminderLines({ id, appointment }: RemindersOfProps): JSX.Element | null {
  const answer = useSignal<AppointmentReminders | 'unreachable' | null>(null);
  const { status, booking, slot } = appointment;
  const stands = [status, booking, slot?.start].join(' ');
  useEffect(() => {
    let isGone = false;
    const path = `/api/v1/appointments/${id}/reminders` as const;
    void Promise.all([
      callHospital<AppointmentReminders>('GET', path),
      learn('admin').catch(() => undefined),
    ]).then(([read]) => {
      if (!isGone) answer.value = read.ok ? read.value : 'unreachable';
    });
    return () => void (isGone = true);
  }, [id, stands, answer]);
  const now = answer.value;
  if (now === null) return null;
  if (now === 'unreachable') return <p class="small soft no-print">{t('chart.remindersUnread')}</p>;
  if (!now.isOn && now.lines.length === 0) return null;
  return <Lines {...now} />;
}

function Lines({ lines }: AppointmentReminders): JSX.Element {
  const zone = useZone();
  return (
    <section class="told-lines no-print" aria-label={t('reminders.heading')}>
      {lines.length === 0 && <p class="small soft">{t('reminders.none')}</p>}
      <ul>
        {lines.map((line) => {
          const { tone, icon } = lookOf(line);
          const why = reasonWords(line);
          return (
            <li key={line.key} class="small">
              <Chip tone={tone} icon={icon}>
                {messageWords(line)}
              </Chip>{' '}
              <bdi>{stateWords(line, zone)}</bdi>
              {why && <span class="soft"> {why}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
