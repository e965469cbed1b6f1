import { isNewer } from '#pwa/store/sync/newest.ts';
import type { EngineState } from '#pwa/store/sync/first-sync.ts';
import type { LoadTarget } from '#pwa/store/sync/load-target.ts';
import { readSegment } from '#pwa/store/sync/read-segment.ts';
import type { Assumed, Row } from './disk.ts';
import { received, type Engine } from './engine-parts.ts';

/**
 * Where segments are stored and what is held is compared, over the small store: the steps of `load-target.ts` in their order, the note of
 * what the hospital has before the document.
 */
export function createTarget(
  engine: Engine,
  step: (isWrite: boolean) => Promise<void>,
): LoadTarget {
  const { collection, bugs } = engine;
  const { rows, assumed } = collection.table;
  const assume = (documents: readonly Master[]): Promise<void> =>
    engine.assume(documents.map((one): Assumed => ({ ...one, resolved: 0 })));
  const store = async (documents: readonly Master[]): Promise<readonly Row[]> =>
    collection.write(
      documents.map((one) => ({ ...one, from: rows.get(one.doc.id)?.version ?? 0 })),
      true,
    );
  const mend = async (documents: readonly Master[]): Promise<number> => {
    await step(false);
    const wrong = documents.filter((one) => isWrong(rows.get(one.doc.id), one));
    if (wrong.length === 0 || bugs.mendsNothing) return 0;
    const from = new Map(wrong.map(({ doc }) => [doc.id, rows.get(doc.id)?.version ?? 0]));
    await assume(wrong);
    const still = wrong.filter(({ doc }) => (rows.get(doc.id)?.version ?? 0) === from.get(doc.id));
    return still.length === 0 ? 0 : (await store(still)).length;
  };
  return {
    insert: async ({ bytes, hash }, onStored) => {
      const documents = await readSegment(bytes, hash);
      if (!documents) return false;
      const told = documents.map(received);
      // Noted by an earlier life, from an older segment: right where its document is here as well, else it is noted anew.
      const fresh = told.filter(({ doc }) => !rows.has(doc.id));
      const known = told.filter(({ doc }) => rows.has(doc.id));
      const unknown = fresh.filter(({ doc }) => assumed.get(doc.id)?.doc.rev !== doc.rev);
      if (unknown.length > 0) await assume(unknown);
      if (fresh.length > 0) await store(fresh.filter(({ doc }) => !rows.has(doc.id)));
      if (known.length > 0) await mend(known);
      onStored(documents.length);
      return true;
    },
    isEmpty: async () => {
      await step(false);
      return rows.size === 0;
    },
    rows: async function* () {
      await step(false);
      yield [...rows.values()].map(({ doc: { id, rev, trail }, isDeleted }) => ({
        id,
        rev,
        isDeleted,
        isWaiting: trail.length > 0,
      }));
    },
    mend: (documents) => mend(documents.map(received)),
    goOnFrom: engine.keepDown,
  };
}

type Master = ReturnType<typeof received>;

function isWrong(row: Row | undefined, { doc, isDeleted }: Master): boolean {
  if (!row) return !isDeleted;
  if (row.doc.trail.length > 0 || isNewer(row.doc.rev, doc.rev)) return false;
  return row.doc.rev !== doc.rev || row.isDeleted !== isDeleted;
}

/** The target of a replication that `createEngine` has started. */
export function targetOfModel(state: EngineState): LoadTarget {
  return (state as unknown as { readonly target: LoadTarget }).target;
}
