import { signal, type ReadonlySignal } from '@preact/signals';
import { useContext, useEffect, useMemo, useRef } from 'preact/hooks';
import type { RxDocument } from 'rxdb/plugins/core';
import type { Observable } from 'rxjs';
import type { Live } from '#shared/lib/live.ts';
import { ReplicaContext } from './replica-context.ts';
import type { Replica } from './replica.ts';
import type { Stored } from './rx-schema.ts';

/** A document as screens see it. */
export type Row<S> = Readonly<S>;

/** What RxDB's `find` and `findOne` have in common. */
interface Followed<S> {
  readonly $: Observable<readonly RxDocument<S>[] | RxDocument<S> | null>;
}

/**
 * Follows a query while its component lives. `key` names the query: it is made anew only when the key or the replica changes,
 * so that the old ward's rows never stand under the new ward's name. `key` null follows nothing and stays loading. `early` rows
 * are shown until the replica is open.
 */
export function useLiveQuery<S extends Stored>(
  key: string | null,
  query: (replica: Replica) => Followed<S>,
  early: readonly Row<S>[] | null = null,
): ReadonlySignal<Live<readonly Row<S>[]>> {
  const opening = useContext(ReplicaContext).value;
  // A new question has a signal of its own: not for one frame may the old answer stand under it.
  const live = useMemo(
    () =>
      signal<Live<readonly Row<S>[]>>(
        opening.kind === 'failed'
          ? { kind: 'failed', cause: opening.cause }
          : early
            ? { kind: 'ready', rows: early }
            : { kind: 'loading' },
      ),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [opening, key, early],
  );
  useEffect(() => {
    if (opening.kind !== 'open' || key === null) return undefined;
    const subscription = query(opening.replica).$.subscribe({
      next: (found) => (live.value = { kind: 'ready', rows: rowsOf<S>(found) }),
      error: (cause: unknown) => (live.value = { kind: 'failed', cause }),
    });
    return () => subscription.unsubscribe();
    // The key names the query; the function itself is new at every drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [opening, key, live]);
  return live;
}

function rowsOf<S>(found: readonly RxDocument<S>[] | RxDocument<S> | null): readonly Row<S>[] {
  if (found === null) return [];
  const documents = (Array.isArray(found) ? found : [found]) as readonly RxDocument<S>[];
  return documents.map((document) => document.toJSON() as unknown as Row<S>);
}

/** The last rows that were there, while a next page or a longer list of ids is being read; null before the first. */
export function useHeldRows<T>(live: Live<readonly T[]>): readonly T[] | null {
  const held = useRef<readonly T[] | null>(null);
  if (live.kind === 'ready') held.current = live.rows;
  return held.current;
}
