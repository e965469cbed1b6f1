import { takeBackAdmission } from '#shared/domain/admit-patient.ts';
import { takeBackBooking } from '#shared/domain/book-appointment.ts';
import type { CollectionName, Contents } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { isMap, isSame, readAt, writeAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { policyOf } from './policies.ts';

/** How an entry that may never be taken out is withdrawn: by the field that says so. */
const WITHDRAWN: Readonly<Record<string, JsonMap>> = {
  allergies: { verification: 'entered-in-error' },
  alerts: { status: 'entered-in-error' },
  stays: { isInError: true },
  names: { use: 'old' },
};

/** How a whole document is withdrawn: nothing of it is taken out. */
const WITHDRAWALS: {
  readonly [C in CollectionName]: (content: Contents[C], stamp: UndoStamp) => Contents[C];
} = {
  appointments: (appointment, { at }) => takeBackBooking(appointment, at),
  encounters: (encounter, { at, key }) => takeBackAdmission(encounter, at, () => key),
  locations: (location) => ({ ...location, status: 'inactive' }),
  practitioners: (practitioner) => ({ ...practitioner, isActive: false }),
  schedules: (schedule) => ({ ...schedule, isActive: false }),
  // Their number is given out, perhaps on a wristband already; two records of one person are merged, never emptied.
  patients: (patient) => patient,
  disputes: (dispute) => dispute,
  // Nobody has said anything of the two; the hospital's own words stay its own.
  pairs: ({ decision: _decision, ...pair }) => pair,
};

/** What an undo is about: what the mutation changed, and whether it made the document. */
export interface Undone {
  readonly changes: readonly Change[];
  readonly isNew: boolean;
}
/** When an undo happens, and a key of its own for an entry that it adds. */
export interface UndoStamp {
  readonly at: string;
  readonly key: string;
}

/**
 * The content with an earlier mutation taken back: each leaf as it was, unless somebody changed it since (M9). Nothing clinical is
 * removed by an undo: an entry that the mutation added is marked as entered in error, and so is a document that it made.
 */
export function takenBack(
  collection: CollectionName,
  content: JsonMap,
  { changes, isNew }: Undone,
  stamp: UndoStamp,
): JsonMap {
  if (isNew) return withdrawnDocument(collection, content, changes, stamp);
  return changes.reduce((now, { path, before, after }) => {
    if (!isSame(readAt(now, path), after)) return now;
    return writeAt(now, path, before === undefined ? withdrawn(collection, path, after) : before);
  }, content);
}

/** Whoever has built on a new document since keeps it: it is withdrawn only as it was made, but for the server's own words. */
function withdrawnDocument(
  collection: CollectionName,
  content: JsonMap,
  changes: readonly Change[],
  stamp: UndoStamp,
): JsonMap {
  const isAsMade = changes.every(
    ({ path, after }) =>
      policyOf(collection, path) === 'server-only' || isSame(readAt(content, path), after),
  );
  return isAsMade ? (WITHDRAWALS[collection](content as never, stamp) as JsonMap) : content;
}

function withdrawn(
  collection: CollectionName,
  path: string,
  added: Json | undefined,
): Json | undefined {
  const mark = WITHDRAWN[path.split('/')[1] ?? ''];
  return policyOf(collection, path) === 'union' && mark && isMap(added)
    ? { ...added, ...mark }
    : undefined;
}
