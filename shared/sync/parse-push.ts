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
  readonly epoch?: string;
  readonly rows: readonly unknown[];
}
export interface RowError {
  readonly kind: Extract<RefusalCode, 'not-readable' | 'too-large'>;
}

/** A trail holds maps of maps of values, one level deeper for each step to them. */
const DEPTH = 14;

/** Stored as it is, beside the documents: half a letter would be another one on the disk. */
function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 200 && value.isWellFormed();
}

function isChange(value: unknown): boolean {
  if (!isMap(value)) return false;
  const { path } = value;
  return typeof path === 'string' && path.length <= 1000 && parsePointer(path) !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** True for one entry of a trail. By hand: a schema took three times as long, a tenth of what a pushed row takes in all. */
export function isEntry(value: unknown): value is TrailEntry {
  if (!isMap(value)) return false;
  const { id, device, n, by, at, action, changes, undoes } = value;
  if (!isUuid(id) || !isUuid(device) || !isUuid(by) || !isCount(n)) return false;
  if (!isShort(at) || Number.isNaN(Date.parse(at))) return false;
  if (!isMap(action) || !isUuid(action['id']) || !isShort(action['name'])) return false;
  if (undoes !== undefined && !isUuid(undoes)) return false;
  return Array.isArray(changes) && changes.length > 0 && changes.every(isChange);
}

function isRow(value: unknown): value is PushRow {
  if (!isMap(value)) return false;
  const { id, rev, trail } = value;
  if (!isUuid(id) || typeof rev !== 'string' || rev.length > 100) return false;
  return Array.isArray(trail) && trail.every(isEntry);
}

/** Reads the outside of `POST /sync/v1/push`. */
export function parsePush(body: unknown): Result<ParsedPush, BodyError> {
  if (!isMap(body) || !isCollection(body['collection'])) {
    return err({ kind: 'not-readable', where: '/collection' });
  }
  const { rows } = body;
  if (!Array.isArray(rows)) return err({ kind: 'not-readable', where: '/rows' });
  if (rows.length > LIMITS.pushRows) return err({ kind: 'too-large', where: '/rows' });
  const { epoch } = body;
  return ok({ collection: body['collection'], rows, ...(typeof epoch === 'string' && { epoch }) });
}

/** Reads one row; entries keep fields that nobody knows yet. */
export function parsePushRow(value: unknown): Result<PushRow, RowError> {
  if (JSON.stringify(value).length > LIMITS.documentBytes) return err({ kind: 'too-large' });
  if (!isSafeJson(value, DEPTH) || !isRow(value)) return err({ kind: 'not-readable' });
  if (!isWithinLimits(value.trail)) return err({ kind: 'too-large' });
  return hasTwins(value.trail) ? err({ kind: 'not-readable' }) : ok(value);
}

/** One mutation named twice says two things under one id (S1). */
function hasTwins(trail: readonly TrailEntry[]): boolean {
  return trail.length > 1 && new Set(trail.map(({ id }) => id)).size < trail.length;
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
