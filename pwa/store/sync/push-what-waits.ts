import {
  normalizeMangoQuery,
  prepareQuery,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import type { Stored } from '#pwa/store/rx-schema.ts';

type Instance = RxStorageInstance<Stored, unknown, unknown, unknown>;
type Row = RxDocumentData<Stored>;
/** Where RxDB's push stands: the write time and the id of the last document it was given. */
interface Place {
  readonly id: string;
  readonly lwt: number;
}

/**
 * RxDB looks for what it has to push among everything written since its last checkpoint: after a first sync, or any pull, that is all
 * that came from the hospital, read again one by one. What waits stands in an index of its own (rx-schema.ts), so a device that comes
 * back reads nothing else, and a clock that was set back hides nothing.
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
  let last: Place | null = null;
  const getChangedDocumentsSince = async (
    limit: number,
    since?: unknown,
  ): Promise<{ documents: Row[]; checkpoint: unknown }> => {
    const rows = (await readWaiting(instance)).toSorted((a, b) => order(placeOf(a), placeOf(b)));
    // RxDB goes on from what it was given last; from anywhere else it begins anew.
    const from = last && isAt(since, last) ? last : null;
    const documents = rows.filter((row) => !from || order(placeOf(row), from) > 0).slice(0, limit);
    const end = documents.at(-1);
    last = end ? placeOf(end) : null;
    return { documents, checkpoint: last ?? since };
  };
  return Object.assign(instance, { getChangedDocumentsSince });
}

async function readWaiting(instance: Instance): Promise<readonly Row[]> {
  const query = normalizeMangoQuery<Row>(instance.schema as never, {
    // Without the first, RxDB's planner walks everything by write time.
    selector: { _deleted: { $eq: false }, unsent: { $gt: 0 } } as never,
    sort: [{ unsent: 'asc' }, { id: 'asc' }] as never,
  });
  const prepared = prepareQuery<Row>(instance.schema as never, query);
  return (await instance.query(prepared as never)).documents;
}

function placeOf({ id, _meta }: Row): Place {
  return { id, lwt: _meta.lwt };
}

function order(a: Place, b: Place): number {
  return a.lwt - b.lwt || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function isAt(since: unknown, { id, lwt }: Place): boolean {
  const place = since as Partial<Place> | undefined;
  return place?.id === id && place.lwt === lwt;
}
