import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Found } from '#pwa/store/known-order.ts';
import { usePeopleFinder, type PeopleFinder } from '#pwa/store/people-finder.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { createSearch, type Answer, type Search } from './follow-search.ts';
import { groupsOf, type FoundHit, type Place } from './palette-groups.ts';
import { readPlaces } from './read-places.ts';

type Places = Promise<ReadonlyMap<string, Place>>;
const NOBODY_HERE: ReadonlyMap<string, Place> = new Map();

/** Finds people for what is typed, on this device alone; asks again whenever the list of people has changed. */
export function useSearch(text: Signal<string>): ReadonlySignal<Answer | null> {
  const finder = usePeopleFinder();
  const replica = useReplica();
  const day = useToday();
  const answer = useSignal<Answer | null>(null);
  // Who is here today is read once, while the first letters are typed.
  const places: Places = useMemo(
    () =>
      replica ? readPlaces(replica, day).catch(() => NOBODY_HERE) : Promise.resolve(NOBODY_HERE),
    [replica, day],
  );
  useEffect(() => void places.then((here) => finder.putNear([...here.keys()])), [finder, places]);
  const around = useRef({ finder, places });
  around.current = { finder, places };
  const search: Search = useMemo(
    () =>
      createSearch(
        (wanted) => findWithPlaces(wanted, around.current),
        (next) => (answer.value = next),
      ),
    [answer],
  );
  const { value: state } = finder.state;
  useEffect(() => text.subscribe((wanted) => search.ask(wanted)), [text, search]);
  // People have been read, have come or have changed: the same question may have other answers.
  useEffect(() => search.ask(text.peek()), [state, places, text, search]);
  useEffect(() => search.stop, [search]);
  return answer;
}

interface Around {
  readonly finder: PeopleFinder;
  readonly places: Places;
}

/** In the order in which they stand on screen. */
async function findWithPlaces(text: string, { finder, places }: Around): Promise<Found<FoundHit>> {
  const isWhole = finder.state.peek().kind === 'ready';
  const [hits, here] = await Promise.all([finder.find(text), places]);
  const { near, others } = groupsOf(
    hits.map((hit) => ({ ...hit, place: here.get(hit.id) ?? null })),
  );
  return { hits: [...near, ...others], isWhole };
}
