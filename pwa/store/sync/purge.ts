import type { Table } from 'dexie';
import {
  normalizeMangoQuery,
  prepareQuery,
  type RxCollection,
  type RxDocumentData,
} from 'rxdb/plugins/core';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { SealedInternals } from '#pwa/store/sealed-door.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** A storage instance: its internals say where it keeps its rows. */
interface Kept {
  readonly internals?: unknown;
  findDocumentsById(
    ids: string[],
    withDeleted: boolean,
  ): Promise<readonly RxDocumentData<unknown>[]>;
}
/** Drops rows by name, as far as they are still gone. */
type Drop = (names: readonly string[]) => Promise<void>;
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
  notes: () => Kept | undefined,
): Purge {
  // What an earlier life of the app has left behind is looked for once.
  let hasGone = true;
  const purge = oneAtATime(async () => {
    const [dropRows, dropNotes] = await Promise.all([
      dropFrom(collection.storageInstance, isGoneRow),
      dropFrom(notes(), isGoneNote),
    ]);
    if (!dropRows || !dropNotes) return;
    for (let gone = await goneFrom(collection); gone.length > 0;) {
      await dropRows(gone);
      await dropNotes(gone.map((id) => `${id}|0`));
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

type Row = DexieRow & { readonly trail?: readonly unknown[] };
const isGoneRow = ({ _deleted, trail }: Row): boolean =>
  (_deleted === '1' || _deleted === true) && (trail?.length ?? 0) === 0;
const isGoneNote = ({ docData }: Row): boolean => docData?._deleted === true;

/** Null where there is nothing to drop from. */
async function dropFrom(
  instance: Kept | undefined,
  isGone: (row: Row) => boolean,
): Promise<Drop | null> {
  const internals = (await instance?.internals) as
    | (Partial<SealedInternals> & { readonly dexieTable?: Table<Row, string> })
    | undefined;
  const table = await internals?.dexieTable;
  if (table) return (names) => dropFromTable(table, names, isGone);
  const ask = internals?.ask;
  if (!instance || !ask) return null;
  return async (names) => {
    const rows = await instance.findDocumentsById([...names], true);
    const gone = rows.filter((row) => isGone(row as unknown as Row));
    const versions = gone.map((row) => {
      const { id, _rev: rev } = row as unknown as { readonly id: string; readonly _rev: string };
      return { id, rev };
    });
    // Of another version by then, it stays.
    if (versions.length > 0) await ask('drop', [versions]);
  };
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
async function dropFromTable(
  table: Table<Row, string>,
  names: readonly string[],
  isGone: (row: Row) => boolean,
): Promise<void> {
  await table
    .where(':id')
    .anyOf([...names])
    .filter(isGone)
    .delete();
}
