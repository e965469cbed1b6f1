import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AccountsAnswer } from '#shared/sync/accounts.ts';
import { callHospital } from '#pwa/store/call-hospital.ts';

const NONE: ReadonlySet<string> = new Set();

/** The user names that are taken, asked when a table of people is being read; none where the hospital does not answer, which judges again. */
export function useUsernames(isWanted: boolean): ReadonlySet<string> {
  const taken = useSignal(NONE);
  useEffect(() => {
    if (!isWanted) return;
    void callHospital<AccountsAnswer>('GET', '/api/v1/people').then((answer) => {
      if (answer.ok) taken.value = new Set(answer.value.people.map(({ username }) => username));
    });
  }, [isWanted, taken]);
  return taken.value;
}
