import { COLLECTIONS } from '#shared/domain/collections.ts';
import { jsonItems } from '#server/interop/json-items.ts';
import type { JsonItem } from '#server/interop/json-splitter.ts';
import { createFhirReader, type FhirReader } from '#server/interop/fhir/fhir-reader.ts';
import type { ReadOutcome } from '#server/interop/source-record.ts';
import type { Store } from '#server/store/store.ts';

export interface FhirFilesDeps {
  readonly store: Store;
  readonly source: string;
  readonly zone: string;
  /** False for a trial: nothing is remembered of it. */
  readonly isKept: boolean;
}
/** What stood at one place of a file. */
interface FhirItem {
  readonly line: number;
  readonly entry: number | null;
  readonly isValue: boolean;
  readonly outcomes: readonly ReadOutcome[];
}
/** A file that can be read from its beginning as often as need be; `name` as people call it. */
interface Readable {
  readonly name: string;
  readonly open: () => AsyncIterable<string>;
}
export type ReadFhirFile = (file: Readable) => AsyncGenerator<FhirItem, void, void>;

const UUID_OF_OURS = /[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const MOST_KEPT = 100_000;

/** Reads FHIR files one after the other: once for the names of a bundle's entries, once for the entries. */
export async function createFhirFiles(deps: FhirFilesDeps): Promise<ReadFhirFile> {
  const { store, source, zone, isKept } = deps;
  const meta = `import-home/${source}`;
  let home = await store.readMeta(meta);
  const own = createOwnIds(store);
  const reader = createFhirReader({ source, zone, home, isOwn: own.has });
  const keepHome = async (): Promise<void> => {
    const now = reader.home();
    if (!isKept || now === null || now === home) return;
    home = now;
    await store.transaction(async (tx) => tx.writeMeta(meta, now));
  };
  return async function* read({ name, open }) {
    reader.beginFile();
    await learn(reader, jsonItems(open(), name));
    for await (const item of jsonItems(open(), name)) {
      if (item.kind === 'value') await own.look(item.text);
      const outcomes = reader.read(item);
      await keepHome();
      yield { line: item.line, entry: item.entry, isValue: item.kind === 'value', outcomes };
    }
  };
}

/** The names of entries; a file that breaks off breaks off again when its entries are read, and is reported then. */
async function learn(reader: FhirReader, items: AsyncIterable<JsonItem>): Promise<void> {
  try {
    for await (const item of items) {
      if (item.kind === 'value' && item.text.includes('"fullUrl"')) reader.learn(item);
    }
  } catch {
    // Reported by the second reading, with its place.
  }
}

/** Which ids in a text are those of documents that the hospital holds. */
function createOwnIds(store: Store) {
  let known = new Map<string, boolean>();
  const isThere = async (id: string): Promise<boolean> => {
    for (const collection of COLLECTIONS) {
      if (await store.readDocument(collection, id)) return true;
    }
    return false;
  };
  return {
    has: (id: string): boolean => known.get(id) === true,
    look: async (text: string): Promise<void> => {
      if (known.size > MOST_KEPT) known = new Map();
      for (const [id] of text.matchAll(UUID_OF_OURS)) {
        if (!known.has(id)) known.set(id, await isThere(id));
      }
    },
  };
}
