import type { RxReplicationWriteToMasterRow, WithDeleted } from 'rxdb/plugins/core';
import { indexKeysOf, type CollectionName } from '#shared/domain/collections.ts';
import { writeAt, type JsonMap } from '#shared/lib/json.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { PushAnswer, PushRequest, PushResult, PushRow } from '#shared/sync/push.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { KeptMutations } from './kept-mutations.ts';
import type { Line } from './line.ts';
import type { Newest } from './newest.ts';
import { pause } from './pull-handler.ts';
import { postSync } from './wire.ts';

const [OTHER_EPOCH, TOO_LARGE] = [409, 413];

export interface PushDeps {
  readonly collection: CollectionName;
  readonly line: Line;
  readonly signal: AbortSignal;
  /** Where what was accepted is kept, in case the hospital loses it (S11). */
  readonly kept?: Pick<KeptMutations, 'keep'>;
}
export interface PushHandlerDeps extends PushDeps {
  readonly newest: Newest;
}

/**
 * Sends what waits and hands RxDB the hospital's document for every row as if all were conflicts: so each document is replaced by the
 * accepted one, its trail empties, and nothing is pushed twice (S4). Rows without a trail are RxDB's echo of that and are not sent,
 * unless the device was ended between the accepted document and RxDB's note of it: until the note is there, RxDB takes the document
 * for a local write and passes over every newer version that is pulled. So the hospital is asked what it has by now.
 */
export function createPushHandler(deps: PushHandlerDeps) {
  const { newest } = deps;
  return async (rows: Row[]): Promise<WithDeleted<Stored>[]> => {
    const isEcho = (row: Row): boolean =>
      row.newDocumentState.trail.length === 0 &&
      !isUnnoted(row) &&
      !newest.isUnclear(row.newDocumentState);
    const noted = rows.filter(isEcho);
    const passedOver = noted.flatMap(({ newDocumentState }) => {
      const newer = newest.than(newDocumentState);
      if (!newer) newest.forget(newDocumentState.id);
      return newer ? [newer as unknown as WithDeleted<Stored>] : [];
    });
    const waiting = rows
      .filter((row) => !noted.includes(row))
      .map(({ newDocumentState }) => newDocumentState);
    if (waiting.length === 0) return passedOver;
    const byId = await pushClearly(deps, waiting.map(pushRowOf));
    const accepted = waiting.flatMap((mine) => {
      const result = byId.get(mine.id);
      // RxDB takes a row that is not among the conflicts for sent; one without any answer it has to try again.
      if (!result) throw new Error('a row was not answered');
      if (result.outcome === 'kept') return [];
      const document = (result.document && newest.than(result.document)) ?? result.document;
      const isAgreed = mine.trail.length === 0 && isSameVersion(mine, document ?? mine);
      return isAgreed ? [] : [acceptedOf(deps.collection, mine, { ...result, document })];
    });
    return [...passedOver, ...accepted];
  };
}

type Row = RxReplicationWriteToMasterRow<Stored>;
type Versioned = Pick<WithDeleted<Stored>, 'rev' | '_deleted'>;

function isSameVersion(one: Versioned, other: Versioned): boolean {
  return one.rev === other.rev && one._deleted === other._deleted;
}

/**
 * Sends rows; where an answer and what was pulled meanwhile say differently whether a document is here, and no number says which was told
 * last, the hospital is asked once more what it has by now.
 */
async function pushClearly(
  deps: PushHandlerDeps,
  rows: readonly PushRow[],
): Promise<ReadonlyMap<string, Result>> {
  for (const { id } of rows) deps.newest.expect(id);
  const results = await pushRows(deps, rows);
  const unclear = results.flatMap((result) =>
    result.outcome !== 'kept' && result.document && deps.newest.isUnclear(result.document)
      ? [{ id: result.id, rev: result.document.rev, trail: [] }]
      : [],
  );
  const again = unclear.length > 0 ? await pushClearly(deps, unclear) : [];
  return new Map([...results.map((result) => [result.id, result] as const), ...again]);
}

/** True for a version that RxDB does not know to be the hospital's. */
function isUnnoted({ newDocumentState, assumedMasterState }: Row): boolean {
  return assumedMasterState?.rev !== newDocumentState.rev && newDocumentState.rev !== '';
}

/** A row that the hospital cannot take even alone: it stays as it is, with what waits on it, and its neighbours go on. */
interface KeptRow {
  readonly id: string;
  readonly outcome: 'kept';
}
type Result = PushResult | KeptRow;

/** Sends rows until the hospital has answered them; a body it cannot take is halved, so that one row never holds back the others. */
export async function pushRows(
  deps: PushDeps,
  rows: readonly PushRow[],
): Promise<readonly Result[]> {
  const body: PushRequest = { collection: deps.collection, rows };
  if (isTooLarge(JSON.stringify(body))) return pushHalves(deps, rows);
  const { line } = deps;
  for (;;) {
    await line.whenUp(deps.signal);
    const epoch = line.epoch.peek();
    const request = epoch === null ? body : { ...body, epoch };
    const answer = await postSync<PushAnswer>('push', request, deps.signal);
    // Restored and offered to meanwhile: what was taken before that may be lost, and has not been offered.
    if (epoch !== line.epoch.peek()) continue;
    if (answer.ok) {
      deps.line.took();
      await deps.kept?.keep(deps.collection, rows, answer.value.results);
      return answer.value.results;
    }
    const { error } = answer;
    if (error.kind === 'refused' && error.problem.status === OTHER_EPOCH) {
      // It is greeted first, as before any pull (S11).
      line.down();
      continue;
    }
    if (error.kind === 'refused') {
      if (rows.length === 1 && error.problem.status !== TOO_LARGE)
        throw new Error(`push refused: ${error.problem.title}`);
      return pushHalves(deps, rows);
    }
    if (error.kind === 'no-room') deps.line.full(error.retryAfterSeconds);
    if (error.kind === 'busy' || error.kind === 'no-room')
      await pause(error.retryAfterSeconds * 1000, deps.signal);
    else deps.line.down(error.kind === 'unreachable' ? 'down' : 'refused');
  }
}

/** No letter takes more than three bytes: only what may be too large is measured. */
function isTooLarge(text: string): boolean {
  return text.length * 3 > LIMITS.pushBytes && new Blob([text]).size > LIMITS.pushBytes;
}

async function pushHalves(deps: PushDeps, rows: readonly PushRow[]): Promise<readonly Result[]> {
  if (rows.length === 1) return rows.map(({ id }) => ({ id, outcome: 'kept' }));
  const half = Math.ceil(rows.length / 2);
  const first = await pushRows(deps, rows.slice(0, half));
  return [...first, ...(await pushRows(deps, rows.slice(half)))];
}

/** What travels of a document: its id and what waits on it. */
export function pushRowOf({ id, rev, trail }: Pick<Stored, 'id' | 'rev' | 'trail'>): PushRow {
  return { id, rev, trail };
}

/**
 * The hospital's document; a document it never took leaves the device, its content is kept in the dispute. One that it took once and
 * has lost since, by a restore, may live here alone: it stays as it was before the refused changes.
 */
export function acceptedOf(
  collection: CollectionName,
  mine: Stored,
  result: PushResult,
): WithDeleted<Stored> {
  if (result.document) return result.document as unknown as WithDeleted<Stored>;
  const { unsent: _, ...rest } = mine;
  const isNew = mine.rev === '';
  const content = isNew ? mine.content : withoutTrail(mine);
  const keys = indexKeysOf(collection, content as never);
  return {
    ...rest,
    ...keys,
    content,
    trail: [],
    _deleted: isNew,
  } as unknown as WithDeleted<Stored>;
}

/** A document as it was before what waits on it. */
export function withoutTrail({ content, trail }: Stored): JsonMap {
  const changes = trail.flatMap((entry) => entry.changes).toReversed();
  return changes.reduce(
    (now, { path, before }) => writeAt(now, path, before),
    content as unknown as JsonMap,
  );
}
