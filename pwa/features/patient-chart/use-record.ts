import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RecordAnswer } from '#shared/sync/history.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useReplica } from '#pwa/store/replica-context.ts';

/** What the hospital holds beyond this device's window of time; `at` is when it was read, in milliseconds. */
export type OlderRecord =
  | { readonly kind: 'asking' }
  | { readonly kind: 'ready'; readonly record: RecordAnswer; readonly at: number }
  | { readonly kind: 'not-here'; readonly why: CallError['kind'] };

/** Asks the hospital for the older part of a record, and again whenever it answers anew. Nothing of it is stored. */
export function useRecord(id: string): OlderRecord {
  const older = useSignal<OlderRecord>({ kind: 'asking' });
  const isThere = useReplica()?.sync.state.value.kind === 'saved';
  useEffect(() => {
    if (older.peek().kind === 'ready') return undefined;
    let isPast = false;
    void callHospital<RecordAnswer>('GET', `/api/v1/patients/${id}/record`).then((answer) => {
      if (isPast) return;
      older.value = answer.ok
        ? { kind: 'ready', record: answer.value, at: Date.now() }
        : { kind: 'not-here', why: answer.error.kind };
    });
    return () => void (isPast = true);
  }, [id, isThere, older]);
  return older.value;
}
