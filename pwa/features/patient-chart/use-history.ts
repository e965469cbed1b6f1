import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AcceptedRow, HistoryAnswer } from '#shared/sync/history.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useReplica } from '#pwa/store/replica-context.ts';

/** What the hospital has told of the history so far; `next` is where the older part begins. */
export type Told =
  | { readonly kind: 'asking' }
  | {
      readonly kind: 'ready';
      readonly rows: readonly AcceptedRow[];
      readonly next: number | null;
      readonly at: number;
      readonly isReading: boolean;
    }
  | { readonly kind: 'not-here'; readonly why: CallError['kind'] };

export interface History {
  readonly told: Told;
  older(): void;
}

/** Reads the history from the hospital, newest first and page by page; anew when the record changes or the network is back. */
export function useHistory(id: string, rev: string): History {
  const told = useSignal<Told>({ kind: 'asking' });
  const isThere = useReplica()?.sync.state.value.kind === 'saved';
  const ask = async (before: number | null): Promise<HistoryAnswer | CallError['kind']> => {
    const query = before === null ? '' : `?before=${before}`;
    const path = `/api/v1/patients/${id}/history${query}`;
    const answer = await callHospital<HistoryAnswer>('GET', path);
    return answer.ok ? answer.value : answer.error.kind;
  };
  useEffect(() => {
    let isPast = false;
    void ask(null).then((answer) => {
      const before = told.peek();
      // What was read before the network went stays in sight, with its time.
      if (isPast || (typeof answer === 'string' && before.kind === 'ready')) return;
      told.value =
        typeof answer === 'string'
          ? { kind: 'not-here', why: answer }
          : { kind: 'ready', ...answer, at: Date.now(), isReading: false };
    });
    return () => void (isPast = true);
    // `ask` belongs to the id.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, rev, isThere, told]);
  const older = async (): Promise<void> => {
    const now = told.peek();
    if (now.kind !== 'ready' || now.next === null || now.isReading) return;
    told.value = { ...now, isReading: true };
    const answer = await ask(now.next);
    told.value =
      typeof answer === 'string'
        ? { ...now, isReading: false }
        : { ...now, rows: [...now.rows, ...answer.rows], next: answer.next, isReading: false };
  };
  return { told: told.value, older: () => void older() };
}
