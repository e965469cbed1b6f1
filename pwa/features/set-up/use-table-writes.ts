import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { AccountAnswer, NewAccount } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import type { Planned } from './planned.ts';
import type { SetUpVerbs } from './use-set-up-verbs.ts';

/** How far a table has been written, and what it left behind. */
export interface TableProgress {
  readonly done: number;
  readonly of: number;
  /** First passwords by user name, shown once. */
  readonly passwords: readonly { readonly username: string; readonly password: string }[];
  readonly refused: readonly string[];
  readonly isWorking: boolean;
}
export interface TableWrites {
  readonly progress: ReadonlySignal<TableProgress | null>;
  readonly write: (rows: readonly Planned[]) => Promise<void>;
  readonly forget: () => void;
}
const ROWS_AT_ONCE = 50;

/** Writes the rows of a table that would add something, in their order, some at a time; a refused one is told and the others go on. */
export function useTableWrites(verbs: SetUpVerbs): TableWrites {
  const progress = useSignal<TableProgress | null>(null);
  const step = (change: Partial<TableProgress>): void => {
    if (progress.value) progress.value = { ...progress.value, ...change };
  };
  const write = async (rows: readonly Planned[]): Promise<void> => {
    const writes = rows.flatMap((row) => (row.verdict === 'write' ? [row.writes] : []));
    const accounts = rows.flatMap((row) => (row.verdict === 'account' ? [row.account] : []));
    progress.value = {
      done: 0,
      of: writes.length + accounts.length,
      passwords: [],
      refused: [],
      isWorking: true,
    };
    for (let at = 0; at < writes.length; at += ROWS_AT_ONCE) {
      const part = writes.slice(at, at + ROWS_AT_ONCE);
      const refused = await verbs.add(part.flat(), t('setUp.fileDone', { n: at + part.length }));
      if (refused !== null) {
        step({ refused: [...(progress.value.refused ?? []), refused] });
        break;
      }
      step({ done: at + part.length });
    }
    for (const account of accounts) step(await added(account, progress.value));
    step({ isWorking: false });
  };
  return { progress, write, forget: () => (progress.value = null) };
}

async function added(account: NewAccount, before: TableProgress): Promise<Partial<TableProgress>> {
  const answer = await callHospital<AccountAnswer>('POST', '/api/v1/people', account);
  if (!answer.ok) {
    const said = t('setUp.fileRefused', { what: account.username, why: whyWords(answer.error) });
    return { refused: [...before.refused, said] };
  }
  const password = answer.value.temporaryPassword;
  const own = password ? [{ username: account.username, password }] : [];
  return { done: before.done + 1, passwords: [...before.passwords, ...own] };
}

function whyWords(error: CallError): string {
  return error.kind === 'refused' ? error.problem.title : t('setUp.firstUnreachable');
}
