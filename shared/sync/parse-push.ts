import * as v from 'valibot';
import { isCollection, type CollectionName } from '#shared/domain/collections.ts';
import { TRAIL_LIMIT, type TrailEntry } from '#shared/domain/envelope.ts';
import { isUuid } from '#shared/domain/ids.ts';
import { isMap, isSafeJson, parsePointer } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { BodyError } from './parse-request.ts';
import { LIMITS } from './protocol-version.ts';
import type { PushRow, RefusalCode } from './push.ts';

/** A push whose envelope could be read; each row is read by itself, so that a bad one never holds back its neighbours (S4). */
export interface ParsedPush {
  readonly collection: CollectionName;
  readonly rows: readonly unknown[];
}
export interface RowError {
  readonly kind: Extract<RefusalCode, 'not-readable' | 'too-large'>;
}

/** A trail holds maps of maps of values, one level deeper for each step to them. */
const DEPTH = 14;

const uuid = v.pipe(
  v.string(),
  v.check((text) => isUuid(text), 'a UUID'),
);
/** Stored as it is, beside the documents: half a letter would be another one on the disk. */
const short = v.pipe(
  v.string(),
  v.maxLength(200),
  v.check((text) => text.isWellFormed(), 'whole letters'),
);
const change = v.looseObject({
  path: v.pipe(
    v.string(),
    v.maxLength(1000),
    v.check((path) => parsePointer(path) !== null, 'a pointer'),
  ),
});
const entry = v.looseObject({
  id: uuid,
  device: uuid,
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  by: uuid,
  at: v.pipe(
    short,
    v.check((at) => !Number.isNaN(Date.parse(at)), 'an instant'),
  ),
  action: v.looseObject({ id: uuid, name: short }),
  changes: v.pipe(v.array(change), v.minLength(1)),
  undoes: v.exactOptional(uuid),
});
const row = v.looseObject({
  id: uuid,
  rev: v.pipe(v.string(), v.maxLength(100)),
  trail: v.array(entry),
});

/** True for one entry of a trail. */
export function isEntry(value: unknown): value is TrailEntry {
  return v.is(entry, value);
}

/** Reads the outside of `POST /sync/v1/push`. */
export function parsePush(body: unknown): Result<ParsedPush, BodyError> {
  if (!isMap(body) || !isCollection(body['collection'])) {
    return err({ kind: 'not-readable', where: '/collection' });
  }
  const { rows } = body;
  if (!Array.isArray(rows)) return err({ kind: 'not-readable', where: '/rows' });
  if (rows.length > LIMITS.pushRows) return err({ kind: 'too-large', where: '/rows' });
  return ok({ collection: body['collection'], rows });
}

/** Reads one row; entries keep fields that nobody knows yet. */
export function parsePushRow(value: unknown): Result<PushRow, RowError> {
  if (JSON.stringify(value).length > LIMITS.documentBytes) return err({ kind: 'too-large' });
  if (!isSafeJson(value, DEPTH) || !v.is(row, value)) return err({ kind: 'not-readable' });
  const read = value as unknown as PushRow;
  if (!isWithinLimits(read.trail)) return err({ kind: 'too-large' });
  return hasTwins(read.trail) ? err({ kind: 'not-readable' }) : ok(read);
}

/** One mutation named twice says two things under one id (S1). */
function hasTwins(trail: readonly TrailEntry[]): boolean {
  return new Set(trail.map(({ id }) => id)).size < trail.length;
}

/** The id that an unreadable row names, so that its answer finds its way home; null where it names none. */
export function rowIdOf(value: unknown): string | null {
  return isMap(value) && typeof value['id'] === 'string' && value['id'].length <= 200
    ? value['id']
    : null;
}

/** No more entries than a document may carry, none with more changes than one may. */
export function isWithinLimits(trail: readonly TrailEntry[]): boolean {
  return (
    trail.length <= TRAIL_LIMIT &&
    trail.every(({ changes }) => changes.length <= LIMITS.changesPerEntry)
  );
}
