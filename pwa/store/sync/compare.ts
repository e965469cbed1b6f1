import type { Signal } from '@preact/signals';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { isSame, type Json } from '#shared/lib/json.ts';
import {
  bucketOf,
  createBuckets,
  type Buckets,
  type DigestAnswer,
  type DigestRequest,
} from '#shared/sync/digest.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { FirstSyncDeps } from './first-sync.ts';
import type { HeldRow, LoadTarget } from './load-target.ts';
import type { Replicated } from './replicate.ts';
import type { Compared, Shared } from './start-sync.ts';
import { postSync } from './wire.ts';

/** One collection as it is compared. */
interface Comparable {
  readonly name: CollectionName;
  readonly target: Pick<LoadTarget, 'rows' | 'mend'>;
  /** How far it is stored here. */
  readonly checkpoint: () => Checkpoint | null;
}
interface CompareDeps {
  readonly clock: Clock;
  readonly shared: Signal<Shared>;
  readonly deviceStore: Pick<DeviceStore, 'write'>;
  /** Where the device store keeps it. */
  readonly key: string;
  readonly targetOf: FirstSyncDeps['targetOf'];
}
interface Outcome {
  /** How many documents were. */
  readonly mended: number;
  /** False where anything was left for the next time. */
  readonly isWhole: boolean;
}
type Answered<Kind> = Extract<DigestAnswer, { readonly kind: Kind }>;

/**
 * Finds what is held here other than the hospital has it, and mends that alone (S16). Where anything is told meanwhile, or the hospital
 * does not answer, the rest is left for the next time.
 */
async function compare(
  { name, target, checkpoint }: Comparable,
  signal: AbortSignal,
): Promise<Outcome> {
  const at = checkpoint();
  let mended = 0;
  const left = (): Outcome => ({ mended, isWhole: false });
  // What was never pulled comes whole.
  if (!at) return { mended, isWhole: true };
  const ask = async <K extends DigestRequest['ask']['kind']>(
    asked: Extract<DigestRequest['ask'], { readonly kind: K }>,
  ): Promise<Answered<K> | null> => {
    const request: DigestRequest = { collection: name, checkpoint: at, ask: asked };
    const answer = await postSync<DigestAnswer>('digest', request, signal);
    return answer.ok && answer.value.kind === asked.kind ? (answer.value as Answered<K>) : null;
  };
  const theirs = await ask({ kind: 'buckets' });
  if (!theirs) return left();
  const held = await readHeld(target);
  if (!isSame(checkpoint() as unknown as Json, at as unknown as Json)) return left();
  const mend = async (ids: readonly string[]): Promise<boolean> => {
    const told = await ask({ kind: 'documents', ids });
    if (told) mended += await target.mend(told.documents);
    return told !== null;
  };
  let wrong: readonly string[] = [];
  for (const bucket of differing(theirs.buckets, bucketsOf(held))) {
    const versions = await ask({ kind: 'bucket', bucket });
    if (!versions) return left();
    wrong = [...wrong, ...wrongIn(bucket, held, new Map(versions.versions))];
    for (; wrong.length >= LIMITS.digestDocuments; wrong = wrong.slice(LIMITS.digestDocuments))
      if (!(await mend(wrong.slice(0, LIMITS.digestDocuments)))) return left();
  }
  if (wrong.length > 0 && !(await mend(wrong))) return left();
  return { mended, isWhole: true };
}

/** Compares one collection after the other, and keeps what came of it. */
export async function compareAll(
  { clock, shared, deviceStore, key, targetOf }: CompareDeps,
  replicated: ReadonlyMap<CollectionName, Pick<Replicated, 'engine'>>,
  signal: AbortSignal,
): Promise<void> {
  let mended = 0;
  let isWhole = true;
  for (const [name, one] of replicated) {
    const target = await targetOf(one.engine().state);
    const of = { name, target, checkpoint: () => one.engine().stored };
    const outcome = await compare(of, signal);
    mended += outcome.mended;
    isWhole &&= outcome.isWhole;
  }
  const repaired = (shared.peek().compared?.repaired ?? 0) + mended;
  const compared: Compared = { at: instantAt(clock.now()), mended, repaired, isWhole };
  shared.value = { ...shared.peek(), compared };
  await deviceStore.write(key, compared).catch(() => undefined);
}

/** What is here by id; of a document that is written meanwhile the latest counts. */
async function readHeld(target: Pick<LoadTarget, 'rows'>): Promise<ReadonlyMap<string, HeldRow>> {
  const held = new Map<string, HeldRow>();
  for await (const rows of target.rows()) for (const row of rows) held.set(row.id, row);
  return held;
}

/** What has left, and what the hospital never had, is not compared. */
function isCompared({ isDeleted, rev }: HeldRow): boolean {
  return !isDeleted && rev !== '';
}

function bucketsOf(held: ReadonlyMap<string, HeldRow>): Buckets {
  const buckets = createBuckets();
  for (const row of held.values()) if (isCompared(row)) buckets.add(row.id, row.rev);
  return buckets.read();
}

function differing(theirs: Buckets, mine: Buckets): readonly string[] {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return [...names].filter((name) => theirs[name] !== mine[name]);
}

/** What is missing, of another version, or too much; never what waits to be sent. */
function wrongIn(
  bucket: string,
  held: ReadonlyMap<string, HeldRow>,
  theirs: ReadonlyMap<string, string>,
): readonly string[] {
  const mine = [...held.values()].filter((row) => bucketOf(row.id) === bucket && isCompared(row));
  const ids = new Set([...theirs.keys(), ...mine.map(({ id }) => id)]);
  return [...ids].filter((id) => {
    const row = held.get(id);
    const rev = row && isCompared(row) ? row.rev : undefined;
    return theirs.get(id) !== rev && !row?.isWaiting;
  });
}
