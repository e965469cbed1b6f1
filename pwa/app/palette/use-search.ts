import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { usePeopleFinder } from '#pwa/store/people-finder.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { createSearch, type Answer, type Search } from './follow-search.ts';
import type { FoundHit } from './palette-groups.ts';
import { readPlaces } from './read-places.ts';

/** Finds people for what is typed, on this device alone; asks again while the list of people is still being read. */
export function useSearch(text: Signal<string>): ReadonlySignal<Answer | null> {
  const finder = usePeopleFinder();
  const replica = useReplica();
  const day = useToday();
  const answer = useSignal<Answer | null>(null);
  const around = useRef({ finder, replica, day });
  around.current = { finder, replica, day };
  const search: Search = useMemo(
    () =>
      createSearch(
        (wanted) => findWithPlaces(wanted, around.current),
        (next) => (answer.value = next),
      ),
    [answer],
  );
  const { value: state } = finder.state;
  const readSoFar = state.kind === 'reading' ? state.read : state.kind;
  useEffect(() => text.subscribe((wanted) => search.ask(wanted)), [text, search]);
  // More people have been read: the same question may have more answers.
  useEffect(() => search.ask(text.peek()), [readSoFar, replica, day, text, search]);
  useEffect(() => search.stop, [search]);
  return answer;
}

interface Around {
  readonly finder: ReturnType<typeof usePeopleFinder>;
  readonly replica: ReturnType<typeof useReplica>;
  readonly day: string;
}

async function findWithPlaces(
  text: string,
  { finder, replica, day }: Around,
): Promise<readonly FoundHit[]> {
  const hits = await finder.find(text);
  const ids = hits.map(({ id }) => id);
  const places = replica && ids.length > 0 ? await readPlaces(replica, ids, day) : null;
  return hits.map((hit) => ({ ...hit, place: places?.get(hit.id) ?? null }));
}
