import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type {
  Account,
  AccountAnswer,
  AccountChange,
  AccountsAnswer,
  NewAccount,
} from '#shared/sync/accounts.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useAsking } from '#pwa/store/use-asking.ts';

export interface Accounts {
  /** Null until the hospital has answered once. */
  readonly all: readonly Account[] | null;
  readonly trouble: CallError | null;
  readonly reread: () => void;
  readonly add: (account: NewAccount) => Promise<Result<AccountAnswer, CallError>>;
  readonly change: (id: string, change: AccountChange) => Promise<Result<Account, CallError>>;
  readonly reset: (id: string) => Promise<Result<AccountAnswer, CallError>>;
  /** Null takes the photo away. */
  readonly putPhoto: (id: string, photo: Blob | null) => Promise<Result<Account, CallError>>;
}

type Changed = { readonly person: Account };

/** The accounts of the hospital; they live on the server alone, so every change is asked of it, and what others change is followed. */
export function useAccounts(): Accounts {
  const all = useSignal<readonly Account[] | null>(null);
  const trouble = useSignal<CallError | null>(null);
  const isOnline = useReplica()?.sync.state.value.kind !== 'offline';
  const changes = useRef(0);
  const asking = useAsking(async (isGone) => {
    const before = changes.current;
    const answer = await callHospital<AccountsAnswer>('GET', '/api/v1/people');
    if (isGone()) return;
    trouble.value = answer.ok ? null : answer.error;
    // An answer from before a change of one's own is old news.
    if (changes.current !== before) asking.askNow();
    else if (answer.ok) all.value = answer.value.people;
  });
  const put = (account: Account): void => {
    changes.current += 1;
    const others = (all.peek() ?? []).filter(({ id }) => id !== account.id);
    all.value = [...others, account];
  };
  const taken = (answer: Result<Changed, CallError>): Result<Account, CallError> => {
    if (!answer.ok) return answer;
    put(answer.value.person);
    return ok(answer.value.person);
  };
  // Once more when the hospital is back.
  useEffect(() => void (isOnline && asking.ask()), [asking, isOnline]);
  return {
    all: all.value,
    trouble: trouble.value,
    reread: asking.askNow,
    add: async (account) => {
      const answer = await callHospital<AccountAnswer>('POST', '/api/v1/people', account);
      if (answer.ok) put(answer.value.person);
      return answer;
    },
    change: async (id, change) =>
      taken(await callHospital<Changed>('PATCH', `/api/v1/people/${id}`, change)),
    putPhoto: async (id, photo) => {
      const path = `/api/v1/people/${id}/photo`;
      return taken(
        photo
          ? await callHospital<Changed>('PUT', path, photo)
          : await callHospital<Changed>('DELETE', path),
      );
    },
    reset: async (id) => {
      const answer = await callHospital<AccountAnswer>(
        'POST',
        `/api/v1/people/${id}/password-reset`,
      );
      if (answer.ok) put(answer.value.person);
      return answer;
    },
  };
}
