import type { RxCollection, RxDocument } from 'rxdb/plugins/core';
import { indexKeysOf, type CollectionName, type Contents } from '#shared/domain/collections.ts';
import { TRAIL_LIMIT, type Action, type Change, type TrailEntry } from '#shared/domain/envelope.ts';
import type { DeviceId, MutationId, newId, PersonId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/person.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { takenBack, type Undone, type UndoStamp } from '#shared/merge/taken-back.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { PushRow } from '#shared/sync/push.ts';
import type { Receipt, Replica, ReplicaCollections, Write, WriteError } from './replica.ts';
import type { Stored } from './rx-schema.ts';
import { pushRowOf } from './sync/push-handler.ts';
import { writeErrorOf } from './write-error-of.ts';

/** Who writes: the person signed in and the device they hold. */
export interface Author {
  readonly person: PersonId;
  readonly device: DeviceId;
  readonly roles: readonly Role[];
}
export interface ActDeps {
  readonly collections: ReplicaCollections;
  readonly clock: Clock;
  /** Names mutations and actions. */
  readonly newId: typeof newId;
  readonly author: () => Author | null;
  /** The next number of this device, unique over its tabs and its life. */
  readonly nextNumber: () => Promise<number>;
}
type Written = Receipt['mutations'][number];
type Content = Contents[CollectionName];

/** Raised inside RxDB's modifier to leave it without writing. */
class Refused extends Error {
  readonly error: WriteError;
  constructor(error: WriteError) {
    super(error.kind);
    this.error = error;
  }
}

type Acts = Pick<Replica, 'act' | 'undo'>;
const UNDO_KEPT = 100;

/** `Replica.act` and `Replica.undo`: every write is one mutation on the trail of its document, stored before the promise resolves. */
export function createActs(deps: ActDeps): Acts {
  const undoable = new Map<MutationId, Undone>();
  const remember = (mutation: MutationId, written: Undone): void => {
    undoable.set(mutation, written);
    const oldest = undoable.keys().next().value;
    if (undoable.size > UNDO_KEPT && oldest) undoable.delete(oldest);
  };
  const inTurn = async <T extends { collection: CollectionName; id: string }>(
    name: string,
    parts: readonly T[],
    change: (part: T) => Edit,
  ): Promise<Result<Receipt, WriteError>> => {
    const action: Action = { id: deps.newId(), name };
    const mutations: Written[] = [];
    for (const part of parts) {
      const written = await edit({ ...deps, remember, action }, part, change(part));
      if (!written.ok) {
        // "Not saved" is true of the whole action: what is stored of it already is taken back at once.
        for (const done of mutations.toReversed())
          await edit({ ...deps, remember, action }, done, undoing(undoable, done));
        return written;
      }
      if (written.value) mutations.push(written.value);
    }
    return ok({ action, mutations });
  };
  return {
    act: (name, writes) =>
      inTurn(name, writes, (write: Write) => (content) => ({
        after: write.change(content as never) as Edited['after'],
      })),
    undo: async ({ mutations }) => {
      const back = await inTurn('undo', mutations.toReversed(), (done) => undoing(undoable, done));
      const isInVain = back.ok && mutations.length > 0 && back.value.mutations.length === 0;
      return isInVain ? err({ kind: 'changed-since' }) : back;
    },
  };
}
const NOTHING: Undone = { changes: [], isNew: false };

function undoing(undoable: ReadonlyMap<MutationId, Undone>, done: Written): Edit {
  return (content, stamp) => {
    const undone = undoable.get(done.mutation) ?? NOTHING;
    const before = (content ?? {}) as JsonMap;
    const after = takenBack(done.collection, before, undone, stamp) as Edited['after'];
    return { after, undoes: done.mutation };
  };
}

interface Edited {
  readonly after: JsonMap & Content;
  readonly undoes?: MutationId;
}

type Edit = (content: Content | undefined, stamp: UndoStamp) => Edited;

interface EditDeps extends ActDeps {
  readonly action: Action;
  readonly remember: (mutation: MutationId, written: Undone) => void;
}

async function edit(
  deps: EditDeps,
  { collection, id }: { readonly collection: CollectionName; readonly id: string },
  change: Edit,
): Promise<Result<Written | null, WriteError>> {
  const author = deps.author();
  if (!author) return err({ kind: 'signed-out' });
  const number = await deps.nextNumber().then(ok, (cause: unknown) => err(writeErrorOf(cause)));
  if (!number.ok) return number;
  const mutation = deps.newId<MutationId>();
  const stamp = {
    id: mutation,
    device: author.device,
    by: author.person,
    n: number.value,
    at: instantAt(deps.clock.now()),
    action: deps.action,
  };
  const next = (stored: Stored | undefined): Stored | null => {
    const { after, undoes } = change(stored?.content as Content | undefined, {
      at: stamp.at,
      key: mutation,
    });
    const changes = changesBetween(collection, (stored?.content ?? {}) as JsonMap, after);
    if (changes.length === 0) return null;
    const refusal = refusalOf(author, collection, changes, stored);
    if (refusal) throw new Refused(refusal);
    const entry: TrailEntry = { ...stamp, changes, ...(undoes ? { undoes } : {}) };
    const trail = [...(stored?.trail ?? []), entry];
    const base = stored ?? { id, rev: '' };
    const excess = excessOf(after, pushRowOf({ ...base, trail }));
    if (excess) throw new Refused(excess);
    deps.remember(mutation, { changes, isNew: stored === undefined });
    return {
      ...base,
      ...indexKeysOf(collection, after as never),
      trail,
      unsent: trail.length,
      content: after,
    } as Stored;
  };
  try {
    const isWritten = await store(
      deps.collections[collection] as unknown as RxCollection<Stored>,
      id,
      next,
    );
    return ok(isWritten ? { collection, id, mutation } : null);
  } catch (cause) {
    return err(cause instanceof Refused ? cause.error : writeErrorOf(cause));
  }
}

function refusalOf(
  author: Author,
  collection: CollectionName,
  changes: readonly Change[],
  stored: Stored | undefined,
): WriteError | null {
  if ((stored?.trail.length ?? 0) >= TRAIL_LIMIT) return { kind: 'trail-full' };
  const forbidden = changes.find((change) => !mayWrite(author.roles, collection, change.path));
  return forbidden ? { kind: 'not-allowed', collection, path: forbidden.path } : null;
}

/** What the hospital would not take is not stored: it would wait for ever. */
function excessOf(content: JsonMap, row: PushRow): WriteError | null {
  const isOver = (value: unknown): boolean => JSON.stringify(value).length > LIMITS.documentBytes;
  if (isOver(content)) return { kind: 'too-large' };
  if (!isOver(row)) return null;
  return { kind: row.trail.length > 1 ? 'trail-full' : 'too-large' };
}

async function store(
  collection: RxCollection<Stored>,
  id: string,
  next: (stored: Stored | undefined) => Stored | null,
): Promise<boolean> {
  const document: RxDocument<Stored> | null = await collection.findOne(id).exec();
  const first = next(document?.toMutableJSON() as Stored | undefined);
  if (!first) return false;
  if (!document) {
    await collection.insert(first);
    return true;
  }
  let isWritten = true;
  await document.incrementalModify((stored) => {
    const after = next(stored as Stored);
    // Somebody else on this device has said the same meanwhile.
    isWritten = after !== null;
    return (after ?? stored) as typeof stored;
  });
  return isWritten;
}
