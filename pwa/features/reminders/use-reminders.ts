import { useSignal } from '@preact/signals';
import type { Result } from '#shared/lib/result.ts';
import type { ReminderSettings, RemindersPage, TestAnswer } from '#shared/sync/reminders.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useAsking } from '#pwa/store/use-asking.ts';

export interface RemindersView {
  /** Null until the hospital has answered once. */
  readonly page: RemindersPage | null;
  readonly trouble: CallError | null;
  readonly save: (settings: ReminderSettings) => Promise<boolean>;
  readonly again: (key: string) => Promise<boolean>;
  readonly test: (to: string) => Promise<Result<TestAnswer, CallError>>;
}

/** Follows the hospital's reminders; nothing of it is kept here. */
export function useReminders(): RemindersView {
  const page = useSignal<RemindersPage | null>(null);
  const trouble = useSignal<CallError | null>(null);
  useAsking(async (isGone) => {
    const answer = await callHospital<RemindersPage>('GET', '/api/v1/reminders');
    if (isGone()) return;
    trouble.value = answer.ok ? null : answer.error;
    if (answer.ok) page.value = answer.value;
  });
  const take = (answer: Result<RemindersPage, CallError>): boolean => {
    if (answer.ok) page.value = answer.value;
    return answer.ok;
  };
  return {
    page: page.value,
    trouble: trouble.value,
    save: async (settings) => take(await callHospital('PUT', '/api/v1/reminders', settings)),
    again: async (key) => take(await callHospital('POST', '/api/v1/reminders/retry', { key })),
    test: (to) => callHospital<TestAnswer>('POST', '/api/v1/reminders/test', { to }),
  };
}
