import type { Table } from 'dexie';
import {
  normalizeMangoQuery,
  prepareQuery,
  type RxCollection,
  type RxDocumentData,
} from 'rxdb/plugins/core';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** A storage instance as far as it lies in IndexedDB. */
interface InDexie {
  readonly internals?: unknown;
}
/** A row as Dexie has it: a flag that is indexed is a text there. */
interface DexieRow {
  readonly _deleted?: boolean | '0' | '1';
  readonly docData?: { readonly _deleted?: boolean };
}
export interface Purge {
  /** Documents that were handed on. */
  saw(documents: readonly WireDocument[]): void;
  /** Called when all that was seen is stored. */
  look(): void;
}
const AT_ONCE = 200;

/**
 * RxDB keeps of every document that has left a deleted row and a note on it, for good, and its own cleanup reads the whole collection to
 * find them. So both are dropped here by name: first the row, then the note, because a row without a note would be asked for again
 * and come back. What was changed meanwhile, or waits to be sent, stays. In memory there is nothing to drop: it ends with the page.
 */
export function createPurge(
  collection: RxCollection<Stored>,
  notes: () => InDexie | undefined,
): Purge {
  // What an earlier life of the app has left behind is looked for once.
  let hasGone = true;
  const purge = oneAtATime(async () => {
    const [rows, noted] = await Promise.all([
      tableOf(collection.storageInstance),
      tableOf(notes()),
    ]);
    if (!rows || !noted) return;
    for (let gone = await goneFrom(collection); gone.length > 0;) {
      await dropFrom(rows, gone, ({ _deleted }) => _deleted === '1');
      const names = gone.map((id) => `${id}|0`);
      await dropFrom(noted, names, ({ docData }) => docData?._deleted === true);
      gone = gone.length < AT_ONCE ? [] : await goneFrom(collection);
    }
  });
  return {
    saw: (documents) => {
      hasGone ||= documents.some(({ _deleted }) => _deleted);
    },
    look: () => {
      if (hasGone) purge();
      hasGone = false;
    },
  };
}

async function tableOf(instance: InDexie | undefined): Promise<Table<DexieRow, string> | null> {
  const internals = (await instance?.internals) as { readonly dexieTable?: never } | undefined;
  return internals?.dexieTable ?? null;
}

/** Found by the index over the flag: what is held is not read. */
async function goneFrom({ storageInstance }: RxCollection<Stored>): Promise<readonly string[]> {
  const query = normalizeMangoQuery<RxDocumentData<Stored>>(storageInstance.schema as never, {
    selector: { _deleted: { $eq: true } } as never,
    limit: AT_ONCE,
  });
  const prepared = prepareQuery<RxDocumentData<Stored>>(storageInstance.schema as never, query);
  const { documents } = await storageInstance.query(prepared as never);
  return documents.filter(({ trail }) => trail.length === 0).map(({ id }) => id);
}

/** One transaction: whatever is no longer as it was stays. */
async function dropFrom(
  table: Table<DexieRow, string>,
  names: readonly string[],
  isGone: (row: DexieRow) => boolean,
): Promise<void> {
  await table
    .where(':id')
    .anyOf([...names])
    .filter(isGone)
    .delete();
}
