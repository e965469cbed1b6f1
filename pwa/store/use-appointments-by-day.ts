import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useContext, useEffect } from 'preact/hooks';
import type { Live } from '#shared/lib/live.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { ReplicaContext } from './replica-context.ts';
import type { Stored } from './rx-schema.ts';

type Row = Stored<'appointments'>;
/** The appointments of each day that has been read. */
export type ByDay = ReadonlyMap<string, readonly Row[]>;
interface Days {
  readonly first: string;
  readonly count: number;
  /** Shown as soon as so many have been read; all of them where absent. */
  readonly early?: number;
}

/**
 * Follows the appointments of several days, day by day: a day that did not change keeps its very rows, so nothing of it is computed
 * anew, and no query is long enough to hold up the page.
 */
export function useAppointmentsByDay({
  first,
  count,
  early = count,
}: Days): ReadonlySignal<Live<ByDay>> {
  const opening = useContext(ReplicaContext).value;
  const live = useSignal<Live<ByDay>>({ kind: 'loading' });
  useEffect(() => {
    live.value = { kind: 'loading' };
    if (opening.kind === 'failed') live.value = { kind: 'failed', cause: opening.cause };
    if (opening.kind !== 'open') return undefined;
    const { appointments } = opening.replica.collections;
    const found = new Map<string, readonly Row[]>();
    const tell = (): void => {
      const isWhole = found.size === count || found.size % early === 0;
      if (isWhole) live.value = { kind: 'ready', rows: new Map(found) };
    };
    const followed = Array.from({ length: count }, (_, n) => {
      const day = addDays(first, n);
      return appointments.find({ selector: { day } }).$.subscribe({
        next: (rows) => {
          found.set(
            day,
            rows.map((row) => row.toJSON() as unknown as Row),
          );
          tell();
        },
        error: (cause: unknown) => (live.value = { kind: 'failed', cause }),
      });
    });
    return () => {
      for (const one of followed) one.unsubscribe();
    };
  }, [opening, first, count, early, live]);
  return live;
}
