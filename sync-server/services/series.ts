import type { Appointment } from '#shared/domain/appointment.ts';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import type { SeriesDeed } from '#shared/domain/series-deed.ts';
import { isSame, type JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { takenBack } from '#shared/merge/taken-back.ts';
import { followDeed } from '#shared/scheduling/series-deed.ts';
import type { StoredDocument, StoreTx } from '#server/store/store.ts';

/** One of the others, as a deed on one of the series makes it. */
export interface Followed {
  readonly before: StoredDocument;
  readonly content: JsonMap;
  readonly changes: readonly Change[];
}
export interface DeedLanded {
  readonly id: string;
  readonly content: JsonMap;
  readonly entry: TrailEntry;
  /** What of the entry was really taken. */
  readonly changes: readonly Change[];
}
/** A year of every week, and as many again that were cancelled. */
const MOST_MEMBERS = 200;
const HISTORY_LOOKED_AT = 200;
const DEED = '/seriesDeed';

/**
 * What a landed write means for the others of the series: a deed on several reaches them in the same transaction, and its undo takes
 * it back from each as exactly as from the one it was done on (M9).
 */
export async function followSeries(
  { tx, acceptedAt }: { readonly tx: StoreTx; readonly acceptedAt: string },
  { id, content, entry, changes }: DeedLanded,
): Promise<readonly Followed[]> {
  const { seriesId } = content as unknown as Appointment;
  const change = changes.find(({ path }) => path === DEED);
  if (!change || seriesId === undefined) return [];
  const deed = change.after as unknown as SeriesDeed | undefined;
  const { documents } = await tx.find({
    collection: 'appointments',
    where: [{ key: 'seriesId', anyOf: [seriesId] }],
    limit: MOST_MEMBERS,
  });
  const others = documents.filter((one) => one.id !== id).toSorted(byTime);
  // Whoever moves on makes room for whoever comes after.
  const inOrder = deed?.kind === 'move' && deed.days > 0 ? others.toReversed() : others;
  const followed: Followed[] = [];
  for (const before of inOrder) {
    const after = entry.undoes
      ? await backOf(tx, before, entry)
      : deed && (followDeed(contentOf(before), deed, acceptedAt) as unknown as JsonMap | null);
    if (!after || isSame(before.content, after)) continue;
    const made = changesBetween('appointments', before.content, after);
    followed.push({ before, content: after, changes: made });
  }
  return followed;
}

async function backOf(
  tx: StoreTx,
  { id, content }: StoredDocument,
  entry: TrailEntry,
): Promise<JsonMap | null> {
  const history = await tx.readHistory({
    collection: 'appointments',
    id,
    limit: HISTORY_LOOKED_AT,
  });
  const done = history.find(({ mutationId }) => mutationId === entry.undoes);
  if (!done) return null;
  const stamp = { at: entry.at, key: entry.id };
  return takenBack('appointments', content, { changes: done.changes, isNew: false }, stamp);
}

function contentOf({ content }: StoredDocument): Appointment {
  return content as unknown as Appointment;
}

function byTime(a: StoredDocument, b: StoredDocument): number {
  const [one = '', other = ''] = [contentOf(a).slot?.start, contentOf(b).slot?.start];
  return one < other || (one === other && a.id < b.id) ? -1 : 1;
}
