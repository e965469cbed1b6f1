import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { AcceptedRow } from '#shared/sync/history.ts';

/** One row of the history on screen: accepted by the hospital, or waiting on this device. */
export interface HistoryEntry {
  readonly key: string;
  readonly collection: CollectionName;
  /** Of the document that it changed. */
  readonly id: string;
  readonly by: string | null;
  readonly byName: string | null;
  readonly deviceName: string | null;
  /** When it was done at the bedside; `acceptedAt` null means not sent yet. */
  readonly at: string;
  readonly acceptedAt: string | null;
  readonly action: string;
  readonly changes: readonly Change[];
  readonly content: JsonMap | undefined;
}

/** A document whose trail may hold what the hospital does not know yet. */
export interface TrailedDocument {
  readonly collection: CollectionName;
  readonly id: string;
  readonly trail: readonly TrailEntry[];
  readonly content: JsonMap;
}

/** What waits on this device first, then what the hospital accepted, newest first; the same mutation never twice. */
export function historyEntries(
  accepted: readonly AcceptedRow[],
  documents: readonly TrailedDocument[],
): readonly HistoryEntry[] {
  const contentOf = new Map(documents.map(({ id, content }) => [id, content]));
  const known = new Set(accepted.map((row) => `${row.id} ${row.by} ${row.at}`));
  const waiting = documents.flatMap(({ collection, id, trail, content }) =>
    trail
      .filter((entry) => !known.has(`${id} ${entry.by} ${entry.at}`))
      .map((entry) => waitingEntry({ collection, id, content, entry })),
  );
  const deeds = new Set(accepted.filter(({ id }) => contentOf.has(id)).map(deedOf));
  // What the hospital notes of a pair is told by what it did to the records; and what landed on a replaced one, by the one in its place.
  const ofRecords = accepted.filter(
    (row) =>
      row.collection !== 'pairs' &&
      (row.collection !== 'patients' || contentOf.has(row.id) || !deeds.has(deedOf(row))),
  );
  const settled = ofRecords.map((row) => acceptedEntry(row, contentOf.get(row.id)));
  return [...waiting.toSorted((a, b) => (a.at < b.at ? 1 : -1)), ...settled];
}

function deedOf({ by, at, action }: AcceptedRow): string {
  return `${by} ${at} ${action?.id}`;
}

function waitingEntry(part: {
  collection: CollectionName;
  id: string;
  content: JsonMap;
  entry: TrailEntry;
}): HistoryEntry {
  const { collection, id, content, entry } = part;
  return {
    key: entry.id,
    collection,
    id,
    by: entry.by,
    byName: null,
    deviceName: null,
    at: entry.at,
    acceptedAt: null,
    action: entry.action.name,
    changes: entry.changes,
    content,
  };
}

function acceptedEntry(row: AcceptedRow, content: JsonMap | undefined): HistoryEntry {
  return {
    key: `${row.seq} ${row.id}`,
    collection: row.collection,
    id: row.id,
    by: row.by,
    byName: row.byName,
    deviceName: row.deviceName,
    at: row.at,
    acceptedAt: row.acceptedAt,
    action: row.action?.name ?? '',
    changes: row.changes,
    content,
  };
}
