import { canTransition, PRESENCE, type AppointmentStatus } from '#shared/domain/appointment.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import {
  isMap,
  isSame,
  pointer,
  readAt,
  writeAt,
  type Json,
  type JsonMap,
} from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { gravest } from './graver.ts';
import { policyOf } from './policies.ts';

/** Two readings of one field. `standing` is what the record shows until someone decides. */
export interface Clash {
  readonly path: string;
  readonly master?: Json;
  readonly mine?: Json;
  readonly standing: 'master' | 'mine';
}
export interface Landed {
  readonly content: JsonMap;
  /** What really changed, with the master's value as `before`: the history row. */
  readonly changes: readonly Change[];
  readonly clashes: readonly Clash[];
}
export type Refusal =
  | { readonly kind: 'illegal-transition'; readonly from: string; readonly to: string }
  | { readonly kind: 'server-only'; readonly path: string };

/**
 * Lands one mutation on the master: path by path, with the author's own `before` as base. Pure; the same on devices and
 * on the server. An untouched path gives way (M1); a path that both sides changed is settled by its policy.
 */
export function landEntry(
  collection: CollectionName,
  master: JsonMap,
  entry: Pick<TrailEntry, 'changes' | 'undoes'>,
): Result<Landed, Refusal> {
  let content = master;
  const changes: Change[] = [];
  const clashes: Clash[] = [];
  for (const change of entry.changes.flatMap((one) => leavesOf(collection, master, one))) {
    const before = readAt(content, change.path);
    const landed = landChange(collection, before, change, entry.undoes !== undefined);
    if (!landed.ok) return landed;
    const { value, clash } = landed.value;
    if (clash) clashes.push(clash);
    if (isSame(before, value)) continue;
    content = writeAt(content, change.path, value);
    changes.push(changeOf(change.path, before, value));
  }
  return ok({ content, changes, clashes });
}

/** An entry that both sides added under one id is settled field by field, so that neither hides the other (M5). */
export function leavesOf(
  collection: CollectionName,
  master: JsonMap,
  change: Change,
): readonly Change[] {
  const { path, before, after } = change;
  const isAddedTwice = before === undefined && isMap(after) && isMap(readAt(master, path));
  if (!isAddedTwice || policyOf(collection, path) !== 'union') return [change];
  return Object.entries(after).map(([key, value]) =>
    changeOf(path + pointer(key), undefined, value),
  );
}

interface Settled {
  readonly value: Json | undefined;
  readonly clash?: Clash;
}

function landChange(
  collection: CollectionName,
  master: Json | undefined,
  change: Change,
  isUndo: boolean,
): Result<Settled, Refusal> {
  const { path, before, after } = change;
  const policy = policyOf(collection, path);
  // An undo takes back the author's own words; what the server said since, or has yet to say, stays its own.
  if (policy === 'server-only' && isUndo) return ok({ value: master });
  if (policy === 'server-only') return serverOnly(collection, path, master, after);
  if (isSame(master, after)) return ok({ value: master });
  if (policy === 'state-machine' && !(isUndo && isSame(master, before))) {
    return landStatus(path, master, change);
  }
  if (policy === 'union' && after === undefined) return ok({ value: master });
  if (isSame(master, before)) return ok({ value: after });
  switch (policy) {
    case 'last-accepted':
      return ok({ value: after });
    case 'union':
      return ok({ value: master ?? after });
    case 'graver': {
      const standing = gravest(path, master, after) === 'mine' ? 'mine' : 'master';
      return ok({
        value: standing === 'mine' ? after : master,
        clash: clashOf({ path, master, mine: after, standing }),
      });
    }
    case 'state-machine':
    case 'decision':
    case 'dispute':
      return ok({
        value: master,
        clash: clashOf({ path, master, mine: after, standing: 'master' }),
      });
  }
}

/** A booking made on a device may say `provisional`; everything else here is the server's own word (M7). */
function serverOnly(
  collection: CollectionName,
  path: string,
  master: Json | undefined,
  after: Json | undefined,
): Result<Settled, Refusal> {
  if (collection === 'appointments') {
    if (path === '/booking' && after === 'provisional') return ok({ value: after });
    if (after === undefined) return ok({ value: master });
  }
  return err({ kind: 'server-only', path });
}

/** The table decides; where it forbids the step from today's status, presence beats absence and a person is asked (M6). */
function landStatus(
  path: string,
  master: Json | undefined,
  change: Change,
): Result<Settled, Refusal> {
  const from = change.before as AppointmentStatus | undefined;
  const to = change.after as AppointmentStatus;
  if (from !== undefined && !canTransition(from, to))
    return err({ kind: 'illegal-transition', from, to });
  if (master === undefined || isSame(master, change.before)) return ok({ value: to });
  const now = master as AppointmentStatus;
  const standing = PRESENCE[to] > PRESENCE[now] ? 'mine' : 'master';
  const value = standing === 'mine' ? to : now;
  const isSameWay = PRESENCE[to] > 0 && PRESENCE[now] > 0;
  if (
    isSameWay ||
    (standing === 'mine' && canTransition(now, to) && PRESENCE[now] === 0 && now !== 'noshow')
  ) {
    return ok({ value });
  }
  return ok({ value, clash: clashOf({ path, master: now, mine: to, standing }) });
}

/** A clash without the sides that say nothing. */
export function clashOf(clash: {
  path: string;
  master: Json | undefined;
  mine: Json | undefined;
  standing: 'master' | 'mine';
}): Clash {
  const { path, master, mine, standing } = clash;
  return {
    path,
    standing,
    ...(master === undefined ? {} : { master }),
    ...(mine === undefined ? {} : { mine }),
  };
}

/** A change without the sides that say nothing. */
export function changeOf(path: string, before: Json | undefined, after: Json | undefined): Change {
  return {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
