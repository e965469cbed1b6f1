import type { RxCollection, RxDocument } from 'rxdb/plugins/core';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { isTold } from './newest.ts';

/**
 * What RxDB passes over for good. A device that was ended between an accepted document and RxDB's note of it holds what RxDB takes for
 * a local write: newer versions are not stored over it. Its push would mend that, but goes by write times: with a clock that was set
 * back it never sees the document. So what was handed on is looked at once it must be stored, and put in place by hand.
 */
export interface PassedOver {
  /** Documents that were handed on with their checkpoint. */
  saw(documents: readonly WireDocument[], upTo: Checkpoint): void;
  /** Looks at those whose checkpoint is stored: before that, RxDB may still be about to store them, and would take what stands here for a local write. True while some are left. */
  look(stored: Checkpoint | null): boolean;
}
interface Handed {
  readonly document: WireDocument;
  /** The generation of the feed that named it. */
  readonly epoch: string;
}
interface Batch {
  readonly documents: readonly WireDocument[];
  readonly upTo: Checkpoint;
}

/** Looks by id, a page at a time. */
export function createPassedOver(collection: RxCollection<Stored>): PassedOver {
  let seen: readonly Batch[] = [];
  let latest: Checkpoint | null = null;
  /** What was handed last of each document, while anything of it is looked at. */
  const last = new Map<string, WireDocument>();
  let looking = 0;
  return {
    saw: (documents, upTo) => {
      latest = upTo;
      if (documents.length > 0) seen = [...seen, { documents, upTo }];
      for (const document of documents) last.set(document.id, document);
    },
    look: (stored) => {
      const ready = seen.filter(({ upTo }) => isWithin(upTo, stored, latest));
      // What a generation told that is over comes anew.
      const isOver = ({ upTo: { epoch } }: Batch): boolean =>
        stored?.epoch === latest?.epoch && epoch !== stored?.epoch;
      seen = seen.filter((batch) => !ready.includes(batch) && !isOver(batch));
      const looked = new Map(
        ready.flatMap(({ documents, upTo: { epoch } }) =>
          documents.map((document) => [document.id, { document, epoch }] as const),
        ),
      );
      // A document that left one scope may have entered another: what was handed later counts, whatever its number.
      const isLast = ({ document }: Handed): boolean => last.get(document.id) === document;
      looking += 1;
      void putInPlace(collection, looked, isLast)
        .catch(() => undefined)
        .finally(() => {
          looking -= 1;
          if (looking === 0 && seen.length === 0) last.clear();
        });
      return seen.length > 0;
    },
  };
}

/** A scope that the latest checkpoint names no more has been lost on the way: nobody will store it. */
function isWithin(
  { epoch, scopes }: Checkpoint,
  stored: Checkpoint | null,
  latest: Checkpoint | null,
): boolean {
  if (stored?.epoch !== epoch) return false;
  return Object.entries(scopes).every(
    ([scope, seq]) => latest?.scopes[scope] === undefined || seq <= (stored.scopes[scope] ?? -1),
  );
}

async function putInPlace(
  collection: RxCollection<Stored>,
  documents: ReadonlyMap<string, Handed>,
  isLast: (handed: Handed) => boolean,
): Promise<void> {
  if (documents.size === 0) return;
  const ids = [...documents.keys()];
  const rows = await collection.storageInstance.findDocumentsById(ids, false);
  for (const row of rows) {
    const handed = documents.get(row.id);
    if (!handed || !isPassedOver(row as unknown as Stored, handed)) continue;
    const document = (await collection.findOne(row.id).exec()) as RxDocument<Stored> | null;
    await document?.incrementalModify((now) =>
      isLast(handed) && isPassedOver(now as Stored, handed)
        ? ({ ...now, ...handed.document, trail: [] } as unknown as typeof now)
        : now,
    );
  }
}

/** A version of a generation that is over is not the hospital's any more, whatever its number. */
function isPassedOver({ rev, trail }: Stored, { document, epoch }: Handed): boolean {
  if (trail.length > 0) return false;
  return rev.startsWith(`${epoch}.`) ? isTold(document, rev) : document.rev !== rev;
}
