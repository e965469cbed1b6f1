import { signal } from '@preact/signals';
import { proxy, wrap, type Remote } from 'comlink';
import type { SearchApi } from '#pwa/workers/search.worker.ts';
import type { FinderState, PeopleFinder, PersonHit } from './people-finder.ts';
import { peopleSource } from './people-source.ts';
import type { Replica, ReplicaCollections } from './replica.ts';
import type { Stored } from './rx-schema.ts';

const LOOK_MS = 200;
const GATHER_MS = 30;

/** Starts the search worker on the replica's people and keeps it up to date with every change, from here and from afar. */
export function startFinder(replica: Pick<Replica, 'collections' | 'sealed'>): PeopleFinder {
  const worker = new Worker(new URL('../workers/search.worker.ts', import.meta.url), {
    type: 'module',
  });
  const api = wrap<SearchApi>(worker);
  const state = signal<FinderState>({ kind: 'starting' });
  /** Whoever has asked asks anew. */
  const tell = (people: number): void => {
    if (state.peek().kind === 'ready') state.value = { kind: 'ready', people };
  };
  feed(api, replica.collections, tell);
  const onElsewhere = proxy(() => {
    const now = state.peek();
    if (now.kind === 'ready') tell(now.people);
  });
  const looking = setInterval(() => {
    void api.progress().then(({ read, total }) => {
      if (total !== null && state.peek().kind !== 'ready')
        state.value = { kind: 'reading', read, total };
    });
  }, LOOK_MS);
  void api
    .fill(
      proxy(async () => peopleSource(replica)),
      onElsewhere,
    )
    .then((people) => {
      clearInterval(looking);
      state.value = { kind: 'ready', people };
      performance.mark('finder-ready');
    });
  return {
    state,
    find: async (text) => JSON.parse(await api.find(text)) as readonly PersonHit[],
    putNear: (ids) => void api.putNear(ids),
  };
}

/** Changes are gathered for a moment, so that a first sync sends hundreds in one message. */
function feed(
  api: Remote<SearchApi>,
  collections: ReplicaCollections,
  onCount: (people: number) => void,
): void {
  let gathered: { id: string; content: Stored<'patients'>['content']; isDeleted: boolean }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  collections.patients.$.subscribe(({ operation, documentData }) => {
    gathered.push({
      id: documentData.id,
      content: documentData.content,
      isDeleted: operation === 'DELETE',
    });
    timer ??= setTimeout(() => {
      const people = gathered;
      gathered = [];
      timer = undefined;
      void api.put(structuredClone(people)).then(onCount);
    }, GATHER_MS);
  });
}
