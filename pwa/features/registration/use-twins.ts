import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Demographics } from '#shared/domain/demographics.ts';
import { usePeopleFinder, type PeopleFinder } from '#pwa/store/people-finder.ts';
import { usePatients } from '#pwa/store/queries.ts';
import { useHeldRows } from '#pwa/store/use-live-query.ts';
import { twinQueries, twinsAmong, typedPerson, type Twin } from './twins.ts';

/** A pause in typing, long enough to spare the worker and too short to be noticed. */
const PAUSE_MS = 120;

/** The people on this device who may be the person that is being typed; follows the typing and the record. */
export function useTwins(typed: Demographics, today: string): readonly Twin[] {
  const finder = usePeopleFinder();
  const person = useMemo(() => typedPerson(typed, today), [typed, today]);
  const queries = twinQueries(person).join('\n');
  const ids = useSignal<readonly string[]>([]);
  // A twin may arrive from another desk while this form is open.
  const state = finder.state.value;
  useEffect(() => {
    let isPast = false;
    const timer = setTimeout(() => {
      void idsFound(finder, queries).then(
        (found) => {
          if (!isPast) ids.value = found;
        },
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      isPast = true;
      clearTimeout(timer);
    };
  }, [finder, queries, state, ids]);
  const rows = useHeldRows(usePatients(ids.value).value);
  return useMemo(() => twinsAmong(person, rows ?? []), [person, rows]);
}

async function idsFound(finder: PeopleFinder, queries: string): Promise<readonly string[]> {
  const found = await Promise.all(
    queries
      .split('\n')
      .filter(Boolean)
      .map((query) => finder.find(query)),
  );
  return [...new Set(found.flat().map(({ id }) => id))];
}
