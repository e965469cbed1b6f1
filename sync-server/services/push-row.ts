import type { CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { PushResult, PushRow, RefusalCode } from '#shared/sync/push.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { StoredLease } from '#server/store/devices.ts';
import type { KnownMutation, LandedEntry, StoredDocument } from '#server/store/store.ts';
import { openConflict, openRefusal } from './disputes.ts';
import type { Decided } from './disputes-decide.ts';
import { keepMade, keepRefusal } from './keep-on-device.ts';
import { takeEntry, type Taken } from './push-entry.ts';
import { hashOf } from './push-hash.ts';
import { putVersion, type PutDeps } from './push-put.ts';
import { followSeries, type DeedLanded } from './series.ts';
import { escrowKey, isAnsweredBefore, isTaken, settleRefused } from './refused-before.ts';

export interface RowDeps extends PutDeps {
  readonly device: KnownDevice;
  readonly leases: readonly StoredLease[];
  readonly collection: CollectionName;
}
/** What became of a row; its document is read once everything has its number. */
export type RowOutcome = Pick<PushResult, 'id' | 'outcome' | 'code'>;

/** How far a row has come, entry by entry. */
export interface Progress {
  readonly content: JsonMap | null;
  /** The content as JSON, where somebody has made it. */
  readonly text?: string | undefined;
  readonly landed: readonly LandedEntry[];
  readonly code: RefusalCode | undefined;
  readonly hasClash: boolean;
}

/** Lands one row entry by entry of its trail, oldest first (S5); a known entry is skipped (S1), a refused one comes back to its author (S4). */
export async function landRow(deps: RowDeps, row: PushRow): Promise<RowOutcome> {
  const before = await deps.tx.readDocument(deps.collection, row.id);
  const known = await deps.tx.knownMutations(row.trail.map(({ id }) => id));
  let progress: Progress = {
    content: before?.content ?? null,
    landed: [],
    code: undefined,
    hasClash: false,
  };
  for (const entry of row.trail) {
    const hash = hashOf(entry);
    const seen = known.find(({ id }) => id === entry.id);
    if (!seen && (await deps.tx.wasTaken(deps.collection, row.id, entry))) continue;
    if (await isAnsweredBefore(deps.tx, row.id, { id: entry.id, hash, seen }))
      progress = { ...progress, code: progress.code ?? seen?.refusal ?? undefined };
    else progress = await landOne(deps, { row, before }, progress, { entry, hash, seen });
  }
  if (progress.content && progress.landed.length > 0) {
    const { collection, acceptedAt: at } = deps;
    if (!before) keepMade(deps.tx, deps.device, { collection, id: row.id, at });
    await putVersion(deps, {
      collection,
      id: row.id,
      before,
      content: progress.content,
      text: progress.text,
      landed: progress.landed,
    });
  }
  return outcomeOf(row, before, progress);
}

/** The entry that comes next. */
export interface Coming {
  readonly entry: TrailEntry;
  readonly hash: string;
  /** What is known of a mutation with its id. */
  readonly seen: KnownMutation | undefined;
}
/** The document that a row is about, as it was before. */
export interface Place {
  readonly row: PushRow;
  readonly before: StoredDocument | null;
}

/** Lands one entry on what the row has come to, or refuses it. */
export async function landOne(
  deps: RowDeps,
  place: Place,
  progress: Progress,
  { entry, hash, seen }: Coming,
): Promise<Progress> {
  const { tx, device, acceptedAt } = deps;
  const isIdReused = isTaken(seen);
  // Where the first write of a document was refused, the ones after it have nothing to stand on.
  const isOrphan = progress.content === null && progress.code !== undefined;
  const taken = isIdReused
    ? ({ ok: false, error: 'id-reused' } as const)
    : isOrphan
      ? ({ ok: false, error: progress.code ?? 'not-readable' } as const)
      : await takeEntry(
          { ...deps, people: device.people, id: place.row.id },
          progress.content,
          entry,
        );
  const refusal = taken.ok ? null : taken.error;
  if (!isIdReused) remember(deps, { entry, hash, refusal });
  if (!taken.ok) return refuse(deps, place, progress, { entry, hash, code: taken.error });
  const where = { subjectId: place.row.id, acceptedAt };
  await settleRefused(tx, { id: entry.id, hash, seen }, where);
  const { content, text, changes, clashes, decided } = taken.value;
  const landed = [...progress.landed, landedEntry(deps, entry, changes)];
  for (const clash of clashes) {
    await openConflict(
      { ...conflictDeps(deps, place), content, landed: progress.landed },
      { clash, entry, device: device.id },
    );
  }
  if (decided?.subject) await applyDecision(deps, place.row.id, { content, decided, entry });
  // Where the one itself is disputed, nobody knows yet what the others are to follow.
  if (deps.collection === 'appointments' && clashes.length === 0)
    await carryToSeries(deps, { id: place.row.id, content, entry, changes });
  return {
    ...progress,
    content,
    text,
    landed: changes.length > 0 ? landed : progress.landed,
    hasClash: progress.hasClash || clashes.length > 0,
  };
}

/** The document that a decision is about follows in the same transaction; the dispute is staged first, so that it counts as decided. */
async function applyDecision(
  deps: RowDeps,
  disputeId: string,
  {
    content,
    decided,
    entry,
  }: {
    readonly content: Taken['content'];
    readonly decided: Decided;
    readonly entry: TrailEntry;
  },
): Promise<void> {
  const { subject } = decided;
  if (!subject) return;
  deps.tx.put({ collection: 'disputes', id: disputeId, content, kind: 'put', entries: [] });
  const { collection, id } = subject.before;
  const changes = subject.changes;
  await putVersion(deps, {
    collection,
    id,
    before: subject.before,
    content: subject.content,
    landed: [landedEntry(deps, entry, changes)],
  });
}

/** A deed on several of a series is written on one of them; the others follow in the same transaction (S10). */
async function carryToSeries(deps: RowDeps, landed: DeedLanded): Promise<void> {
  for (const { before, content, changes } of await followSeries(deps, landed)) {
    const entries = [landedEntry(deps, landed.entry, changes)];
    await putVersion(deps, {
      collection: 'appointments',
      id: before.id,
      before,
      content,
      landed: entries,
    });
  }
}

/** Keeps a refused entry whole, and tells its author (S4). */
export async function refuse(
  deps: RowDeps,
  place: Place,
  progress: Progress,
  { entry, hash, code }: Pick<Coming, 'entry' | 'hash'> & { readonly code: RefusalCode },
): Promise<Progress> {
  const { tx, device, collection, acceptedAt } = deps;
  const key = escrowKey({ id: entry.id, hash });
  const row = JSON.stringify({ ...place.row, trail: [entry] });
  tx.keepInEscrow({ key, device: device.id, collection, code, row, at: acceptedAt });
  const content = progress.content ?? {};
  const id = await openRefusal({ ...conflictDeps(deps, place), content }, code, { entry, key });
  keepRefusal(tx, device, { id, at: acceptedAt });
  return { ...progress, code: progress.code ?? code };
}

/** What a dispute about the row is opened with. */
export function conflictDeps({ tx, collection, acceptedAt }: RowDeps, { row, before }: Place) {
  return { tx, subject: { collection, id: row.id }, before, acceptedAt };
}

/** The number of an entry on the device that sends it; a copy of that device sends others' numbers too. */
function numberOn({ id }: Pick<KnownDevice, 'id'>, entry: TrailEntry): number | null {
  return entry.device === id ? entry.n : null;
}

/** What has come is known from now on, taken or refused (S1). */
export function remember(
  { tx, device }: Pick<RowDeps, 'tx' | 'device'>,
  { entry, hash, refusal }: Pick<Coming, 'entry' | 'hash'> & Pick<KnownMutation, 'refusal'>,
): void {
  const n = numberOn(device, entry);
  tx.rememberMutation({ id: entry.id, device: device.id, hash, refusal, n });
}

/** An entry as the history keeps it. */
export function landedEntry(
  { device }: RowDeps,
  entry: TrailEntry,
  changes: LandedEntry['changes'],
): LandedEntry {
  const { id, by, at, action } = entry;
  return { mutationId: id, by, device: device.id, at, action, changes };
}

function outcomeOf(
  row: PushRow,
  before: StoredDocument | null,
  { landed, code, hasClash }: Progress,
): RowOutcome {
  const { id } = row;
  if (code !== undefined) return { id, outcome: 'rejected', code };
  if (hasClash) return { id, outcome: 'merged' };
  if (landed.length === 0) return { id, outcome: 'noop' };
  return { id, outcome: before !== null && before.rev !== row.rev ? 'merged' : 'applied' };
}
