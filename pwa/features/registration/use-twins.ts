import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Demographics } from '#shared/domain/demographics.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { usePeopleFinder, type PeopleFinder, type PersonHit } from '#pwa/store/people-finder.ts';
import { usePatients } from '#pwa/store/queries.ts';
import { useHeldRows } from '#pwa/store/use-live-query.ts';
import { twinQueries, twinsAmong, typedPerson, type Candidate, type Twin } from './twins.ts';

/** A pause in typing, long enough to spare the worker and too short to be noticed. */
const PAUSE_MS = 120;

/** The people this device knows of who may be the person that is being typed; follows the typing and the record. */
export function useTwins(typed: Demographics, today: string): readonly Twin[] {
  const finder = usePeopleFinder();
  const person = useMemo(() => typedPerson(typed, today), [typed, today]);
  const queries = twinQueries(person).join('\n');
  const hits = useSignal<readonly PersonHit[]>([]);
  // A twin may arrive from another desk while this form is open.
  const state = finder.state.value;
  useEffect(() => {
    let isPast = false;
    const timer = setTimeout(() => {
      void hitsFound(finder, queries).then(
        (found) => {
          if (!isPast) hits.value = found;
        },
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      isPast = true;
      clearTimeout(timer);
    };
  }, [finder, queries, state, hits]);
  const ids = useMemo(() => hits.value.map(({ id }) => id), [hits.value]);
  const rows = useHeldRows(usePatients(ids).value);
  return useMemo(
    () => twinsAmong(person, [...here(rows ?? []), ...elsewhere(hits.value)]),
    [person, rows, hits.value],
  );
}

async function hitsFound(finder: PeopleFinder, queries: string): Promise<readonly PersonHit[]> {
  const found = await Promise.all(
    queries
      .split('\n')
      .filter(Boolean)
      .map((query) => finder.find(query)),
  );
  return [...new Map(found.flat().map((hit) => [hit.id, hit])).values()];
}

function here(rows: readonly { readonly id: string; readonly content: Patient }[]): Candidate[] {
  return rows.map(({ id, content }) => ({ id, content, isHere: true }));
}

/** Whom only the directory names is compared by what it says of them. */
function elsewhere(hits: readonly PersonHit[]): Candidate[] {
  return hits
    .filter(({ isHere }) => !isHere)
    .map(({ id, name, birthDate, sex, mrn }) => {
      const [family = '', ...given] = name.split(', ');
      const content: Patient = {
        names: { n: { use: 'official', family, given: given.join(', ') } },
        sex,
        ...(birthDate ? { birthDate } : {}),
        ...(mrn ? { identifiers: { m: { kind: 'mrn', value: mrn } } } : {}),
      };
      return { id, content, isHere: false };
    });
}
