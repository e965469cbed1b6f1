import type { RxReplicationWriteToMasterRow, WithDeleted } from 'rxdb/plugins/core';
import { indexKeysOf, type CollectionName } from '#shared/domain/collections.ts';
import { writeAt, type JsonMap } from '#shared/lib/json.ts';
import type { PushAnswer, PushRequest, PushResult, PushRow } from '#shared/sync/push.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { Line } from './line.ts';
import { pause } from './pull-handler.ts';
import { postSync } from './wire.ts';

export interface PushDeps {
  readonly collection: CollectionName;
  readonly line: Line;
  readonly signal: AbortSignal;
}

/**
 * Sends what waits and hands RxDB the hospital's document for every row as if all were conflicts: so each document is replaced by the
 * accepted one, its trail empties, and nothing is pushed twice (S4). Rows without a trail are RxDB's echo of that and are not sent.
 */
export function createPushHandler(deps: PushDeps) {
  return async (rows: RxReplicationWriteToMasterRow<Stored>[]): Promise<WithDeleted<Stored>[]> => {
    const waiting = rows
      .map(({ newDocumentState }) => newDocumentState)
      .filter(({ trail }) => trail.length > 0);
    if (waiting.length === 0) return [];
    const results = await pushRows(deps, waiting.map(pushRowOf));
    const byId = new Map(results.map((result) => [result.id, result]));
    return waiting.flatMap((mine) => {
      const result = byId.get(mine.id);
      return result ? [acceptedOf(deps.collection, mine, result)] : [];
    });
  };
}

/** Sends rows until the hospital has answered them; a body it cannot take is halved, so that one row never holds back the others. */
export async function pushRows(
  deps: PushDeps,
  rows: readonly PushRow[],
): Promise<readonly PushResult[]> {
  const request: PushRequest = { collection: deps.collection, rows };
  for (;;) {
    await deps.line.whenUp(deps.signal);
    const answer = await postSync<PushAnswer>('push', request, deps.signal);
    if (answer.ok) return answer.value.results;
    const { error } = answer;
    if (error.kind === 'busy') await pause(error.retryAfterSeconds * 1000, deps.signal);
    else if (error.kind !== 'refused')
      deps.line.down(error.kind === 'unreachable' ? 'down' : 'refused');
    else if (rows.length === 1) throw new Error(`push refused: ${error.problem.title}`);
    else {
      const half = Math.ceil(rows.length / 2);
      const parts = [
        await pushRows(deps, rows.slice(0, half)),
        await pushRows(deps, rows.slice(half)),
      ];
      return parts.flat();
    }
  }
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

function withoutTrail({ content, trail }: Stored): JsonMap {
  const changes = trail.flatMap((entry) => entry.changes).toReversed();
  return changes.reduce(
    (now, { path, before }) => writeAt(now, path, before),
    content as unknown as JsonMap,
  );
}
