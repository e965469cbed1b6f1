import { readAt, isSame, writeAt, type JsonMap } from '#shared/lib/json.ts';
import type { Change } from '#shared/domain/envelope.ts';
import type { PastEpoch } from '#shared/sync/lost-rev.ts';
import type { Lineage } from '#server/store/restores.ts';
import type { StoredDocument, StoreTx } from '#server/store/store.ts';

const HISTORY_LOOKED_AT = 1000;

/** A document as a lost generation had it, as far as it has come back; at first as it was when that generation was left (S11). */
export async function lineageOf(
  { tx, past }: { readonly tx: StoreTx; readonly past: readonly PastEpoch[] },
  document: Pick<Lineage, 'collection' | 'id'> & { readonly before: StoredDocument | null },
  epoch: string,
): Promise<Lineage> {
  const { collection, id, before } = document;
  const known = await tx.readLineage(epoch, collection, id);
  if (known) return known;
  const over = past.find((one) => one.epoch === epoch);
  const content = before ? await contentAt(tx, before, (over ?? past.at(-1))?.lastSeq ?? 0) : {};
  // One that is not known here may have begun from an older copy: whatever its number, a version of it is new.
  return { epoch, collection, id, seq: over?.lastSeq ?? 0, content, paths: {} };
}

/**
 * What a version of a generation that is not known here says anew. Where that began is not known either: it may not have seen what this
 * copy has, so a value that has been written over here long since is no word of it.
 */
export async function saidAnew(
  { tx, past }: { readonly tx: StoreTx; readonly past: readonly PastEpoch[] },
  { epoch, collection, id }: Lineage,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  if (past.some((one) => one.epoch === epoch)) return changes;
  const history = await tx.readHistory({ collection, id, limit: HISTORY_LOOKED_AT });
  const over = history.flatMap((row) => row.changes);
  return changes.filter(
    ({ path, after }) => !over.some((one) => one.path === path && isSame(one.before, after)),
  );
}

/** A document as it was at a number: what the history says of later is taken back. */
async function contentAt(tx: StoreTx, before: StoredDocument, seq: number): Promise<JsonMap> {
  const { collection, id } = before;
  const history = await tx.readHistory({ collection, id, limit: HISTORY_LOOKED_AT });
  const later = history.filter((row) => row.seq === 0 || row.seq > seq);
  const isYounger = later.length === history.length && history.length < HISTORY_LOOKED_AT;
  if (isYounger) return {};
  let content = before.content;
  for (const change of later.flatMap(({ changes }) => changes.toReversed())) {
    // A row that only tells who wrote what has come back otherwise made no version.
    if (isSame(readAt(content, change.path), change.after))
      content = writeAt(content, change.path, change.before);
  }
  return content;
}

/** True where something newer than `seq` has come back at the pointer, above it or below. */
export function isSuperseded({ paths }: Lineage, path: string, seq: number): boolean {
  return Object.entries(paths).some(([other, at]) => at > seq && isOneWithin(path, other));
}

/** After a whole version of `seq`: what came back alone and is newer stays. */
export function withVersion(lineage: Lineage, seq: number, content: JsonMap): Lineage {
  const newer = Object.entries(lineage.paths).filter(([, at]) => at > seq);
  const merged = newer.reduce(
    (now, [path]) => writeAt(now, path, readAt(lineage.content, path)),
    content,
  );
  return { ...lineage, seq, content: merged, paths: Object.fromEntries(newer) };
}

/** After a mutation of `seq` alone. */
export function withChanges(lineage: Lineage, seq: number, changes: readonly Change[]): Lineage {
  return {
    ...lineage,
    content: changes.reduce((now, { path, after }) => writeAt(now, path, after), lineage.content),
    paths: { ...lineage.paths, ...Object.fromEntries(changes.map(({ path }) => [path, seq])) },
  };
}

function isOneWithin(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
