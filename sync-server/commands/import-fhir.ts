import { jsonItems } from '#server/interop/json-items.ts';
import type { JsonItem } from '#server/interop/json-splitter.ts';
import { openText } from '#server/interop/open-text.ts';
import { createFhirReader, type FhirReader } from '#server/interop/fhir/fhir-reader.ts';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import type { Store } from '#server/store/store.ts';
import type { FileReader } from './import-run.ts';

export interface FhirFilesDeps {
  readonly store: Store;
  readonly source: string;
  readonly zone: string;
  readonly encoding: string;
}

const UUID_OF_OURS = /[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const MOST_KEPT = 100_000;

/** Reads FHIR files one after the other: once for the names of a bundle's entries, once for the entries. */
export async function createFhirFiles(deps: FhirFilesDeps): Promise<FileReader> {
  const { store, source, zone, encoding } = deps;
  const meta = `import-home/${source}`;
  let home = await store.readMeta(meta);
  const own = createOwnIds(store);
  const reader = createFhirReader({ source, zone, home, isOwn: own.has });
  const keepHome = async (): Promise<void> => {
    const now = reader.home();
    if (now === null || now === home) return;
    home = now;
    await store.transaction(async (tx) => tx.writeMeta(meta, now));
  };
  return async ({ file, batch, at }) => {
    reader.beginFile();
    await learn(reader, jsonItems(openText(file, encoding), file));
    let values = 0;
    for await (const item of jsonItems(openText(file, encoding), file)) {
      const place = { file, line: item.line, entry: item.entry };
      at(place);
      if (item.kind === 'value') {
        values += 1;
        await own.look(item.text);
      }
      const outcomes = reader.read(item);
      await keepHome();
      for (const outcome of outcomes) await batch.add(outcome, place);
    }
    return values;
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
