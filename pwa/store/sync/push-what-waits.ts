import {
  getChangedDocumentsSince,
  normalizeMangoQuery,
  prepareQuery,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import type { Stored } from '#pwa/store/rx-schema.ts';

type Instance = RxStorageInstance<Stored, unknown, unknown, Place>;
type Row = RxDocumentData<Stored>;
/** Where RxDB's push stands: the write time and the id of the last document it was given. */
export interface Place {
  readonly id: string;
  readonly lwt: number;
}
interface Changed<R> {
  readonly documents: R[];
  readonly checkpoint: Place;
}
const START: Place = { id: '', lwt: 1 };

/**
 * RxDB looks for what it has to push among everything written since its last checkpoint, and that may be hundreds of documents that
 * came from the hospital, each read and compared before the first change is sent. What waits stands in an index of its own
 * (rx-schema.ts): it is handed out first, however a clock was set, and the rest is looked at after it.
 */
export function pushWhatWaits(storage: RxStorage<unknown, unknown>): RxStorage<unknown, unknown> {
  return {
    ...storage,
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      if (!('unsent' in params.schema.properties)) return instance;
      return withWhatWaits(instance as never) as never;
    },
  };
}

function withWhatWaits(instance: Instance): Instance {
  const plain = Object.create(instance, {
    getChangedDocumentsSince: { value: undefined },
  }) as Instance;
  const since = createRounds<Row>({
    waiting: () => readWaiting(instance),
    changed: (limit, place) => getChangedDocumentsSince(plain, limit, place),
    versionOf: ({ _rev }) => _rev,
  });
  return Object.assign(instance, { getChangedDocumentsSince: since });
}

interface Reads<R> {
  readonly waiting: () => Promise<readonly R[]>;
  readonly changed: (limit: number, since: Place) => Promise<Changed<R>>;
  readonly versionOf: (row: R) => string;
}

interface Round {
  place: Place;
  /** The version of each document that was handed out. */
  readonly handed: Map<string, string>;
  isWaitingOut: boolean;
}

/**
 * RxDB goes on from the place it was given last; from any other, and after an end, it begins a new round. What is written while a round
 * goes on RxDB expects from the round itself, and does not look at again: so no version is left out because an older one of its
 * document was handed out, and what waits is looked for once more at the end.
 */
export function createRounds<R extends { readonly id: string }>(reads: Reads<R>) {
  const { waiting, changed, versionOf } = reads;
  const fresh = ({ handed }: Round, rows: readonly R[], limit: number): R[] => {
    const news = rows.filter((row) => handed.get(row.id) !== versionOf(row)).slice(0, limit);
    for (const row of news) handed.set(row.id, versionOf(row));
    return news;
  };
  let round: Round | null = null;
  return async (limit: number, since: Place = START): Promise<Changed<R>> => {
    if (!round || !isSame(round.place, since))
      round = { place: since, handed: new Map(), isWaitingOut: false };
    const now = round;
    if (!now.isWaitingOut) {
      const rows = fresh(now, await waiting(), limit);
      if (rows.length > 0) return { documents: rows, checkpoint: since };
      now.isWaitingOut = true;
    }
    for (;;) {
      const { documents, checkpoint } = await changed(limit, now.place);
      now.place = checkpoint;
      const isEnd = documents.length === 0;
      const others = fresh(now, isEnd ? await waiting() : documents, limit);
      if (isEnd && others.length === 0) round = null;
      if (isEnd || others.length > 0) return { documents: others, checkpoint };
    }
  };
}

async function readWaiting(instance: Instance): Promise<readonly Row[]> {
  const query = normalizeMangoQuery<Row>(instance.schema as never, {
    // Without the first, RxDB's planner walks everything by write time.
    selector: { _deleted: { $eq: false }, unsent: { $gt: 0 } } as never,
    sort: [{ unsent: 'asc' }, { id: 'asc' }] as never,
  });
  const prepared = prepareQuery<Row>(instance.schema as never, query);
  const { documents } = await instance.query(prepared as never);
  return documents.toSorted((a, b) => a._meta.lwt - b._meta.lwt || (a.id < b.id ? -1 : 1));
}

function isSame(a: Place, b: Place): boolean {
  return a.id === b.id && a.lwt === b.lwt;
}
