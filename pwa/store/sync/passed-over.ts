import type { RxCollection, RxDocument } from 'rxdb/plugins/core';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { isNewer } from './newest.ts';

/**
 * What RxDB passes over for good. A device that was ended between an accepted document and RxDB's note of it holds what RxDB takes for
 * a local write: newer versions are not stored over it. Its push would mend that, but goes by write times: with a clock that was set
 * back it never sees the document. So what was handed on is looked at once it must be stored, and put in place by hand.
 */
export interface PassedOver {
  /** Documents that were handed on. */
  saw(documents: readonly WireDocument[]): void;
  /** Called when all that was seen is stored. */
  look(): void;
}

/** Looks by id, a page at a time. */
export function createPassedOver(collection: RxCollection<Stored>): PassedOver {
  let seen: WireDocument[] = [];
  return {
    saw: (documents) => void seen.push(...documents),
    look: () => {
      const looked = new Map(seen.map((document) => [document.id, document]));
      seen = [];
      if (looked.size > 0) void putInPlace(collection, looked).catch(() => undefined);
    },
  };
}

async function putInPlace(
  collection: RxCollection<Stored>,
  documents: ReadonlyMap<string, WireDocument>,
): Promise<void> {
  const ids = [...documents.keys()];
  const rows = await collection.storageInstance.findDocumentsById(ids, false);
  for (const row of rows) {
    const newer = documents.get(row.id);
    if (!newer || !isPassedOver(row as unknown as Stored, newer)) continue;
    const document = (await collection.findOne(row.id).exec()) as RxDocument<Stored> | null;
    await document?.incrementalModify((now) =>
      isPassedOver(now as Stored, newer)
        ? ({ ...now, ...newer, trail: [] } as unknown as typeof now)
        : now,
    );
  }
}

function isPassedOver({ rev, trail }: Stored, newer: WireDocument): boolean {
  return trail.length === 0 && isNewer(newer.rev, rev);
}
