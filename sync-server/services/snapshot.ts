import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { Segment, SnapshotManifest, Tier } from '#shared/sync/snapshot.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { SegmentQuestion } from '#server/store/holdings.ts';
import type { CommittedChange, Store } from '#server/store/store.ts';
import { pulledOf, type Pulled } from './pull-pages.ts';
import { createReadFirst } from './snapshot-first.ts';

type Reader = Pick<KnownDevice, 'scopes'>;
/** The first sync of a scope in parts (S15); null for a scope that the device does not hold, and for a part that is not there any more. */
export interface Snapshots {
  readonly manifest: (device: Reader, scope: Scope) => Promise<SnapshotManifest | null>;
  readonly segment: (device: Reader, scope: Scope, hash: string) => Promise<Pulled | null>;
  readonly stop: () => void;
}
export interface SnapshotsDeps {
  readonly store: Pick<Store, 'readFacility' | 'readLast' | 'readSegment' | 'find' | 'onCommit'>;
  readonly clock: Clock;
  /** How parts are kept; the simulator puts its own in this place, which waits for no thread. */
  readonly packing?: Packing;
}
export interface Packing {
  readonly pack: (bytes: Uint8Array) => Promise<Uint8Array>;
  readonly unpack: (packed: Uint8Array) => Promise<Uint8Array>;
}

/** A part of a snapshot: what it asks for, and its answer as long as nothing in it has left. */
interface Part {
  readonly name: string;
  readonly tier: Tier;
  readonly question: SegmentQuestion;
  kept: KeptPart | null;
}
interface KeptPart {
  readonly ids: ReadonlySet<string>;
  readonly zstd: Uint8Array;
  readonly described: Pick<Segment, 'records' | 'bytes' | 'hash'>;
}
/** What a snapshot stands for; another day has another list. */
interface Standing {
  readonly epoch: string;
  readonly head: number;
  readonly day: string;
}
interface Snapshot extends Standing {
  readonly scope: Scope;
  readonly watermark: Map<CollectionName, number>;
  readonly parts: Part[];
  ready: Promise<void>;
}

/** Whoever joins later pulls what was written since: it is made anew before that is much. */
const MOST_BEHIND = 2000;
/** Scopes whose snapshots are kept; the one that nobody asked for longest makes room. */
const MOST_KEPT = 50;
const [squeeze, unsqueeze] = [promisify(zstdCompress), promisify(zstdDecompress)];
const CLOSELY = { params: { [constants.ZSTD_c_compressionLevel]: 6 } };
const ZSTD: Packing = {
  pack: (bytes) => squeeze(bytes, CLOSELY),
  unpack: (packed) => unsqueeze(packed),
};

/**
 * Made when the first device asks, and kept for the others. A part stays right while more is written: whoever loads an older version gets
 * the newer one behind the watermark. It is dropped when a document in it leaves its feed, and read anew up to the same watermark.
 */
export function createSnapshots(deps: SnapshotsDeps): Snapshots {
  const { store, packing = ZSTD } = deps;
  const first = createReadFirst(deps);
  const snapshots = new Map<Scope, Snapshot>();
  const parts = createParts({ store, packing }, (scope) => snapshots.get(scope)?.parts ?? []);
  const build = async ({ scope, day, watermark, parts: built }: Snapshot): Promise<void> => {
    for (const name of COLLECTIONS) watermark.set(name, await store.readLast(scope, name));
    for (const { tier, collection, among } of await first.tiers(day)) {
      const until = watermark.get(collection) ?? 0;
      for (let [after, n] = [0, 0]; after < until; n += 1) {
        const limit = LIMITS.pullRows;
        const asked = { scope, collection, after, until, limit, ...(among ? { among } : {}) };
        const kept = await parts.read(asked);
        const question = { ...asked, until: kept.last };
        const name = `${tier}-${collection}-${n}`;
        if (kept.ids.size > 0) built.push({ name, tier, question, kept });
        after = kept.last;
      }
    }
  };
  const snapshotOf = async (scope: Scope): Promise<Snapshot> => {
    const { epoch, head } = await store.readFacility();
    const standing = { epoch, head, day: await first.today() };
    let snapshot = snapshots.get(scope);
    if (!snapshot || !isFresh(snapshot, standing)) {
      const made = { ...standing, scope, watermark: new Map(), parts: [], ready: DONE };
      made.ready = build(made);
      made.ready.catch(() => snapshots.delete(scope));
      snapshot = made;
    }
    snapshots.delete(scope);
    snapshots.set(scope, snapshot);
    for (const oldest of snapshots.keys()) if (snapshots.size > MOST_KEPT) snapshots.delete(oldest);
    await snapshot.ready;
    return snapshot;
  };
  return {
    manifest: async ({ scopes }, scope) => {
      if (!scopes.includes(scope)) return null;
      const snapshot = await snapshotOf(scope);
      const segments: Segment[] = [];
      for (const part of snapshot.parts) segments.push(await parts.describe(part));
      const { epoch, head, day, watermark } = snapshot;
      const id = `${epoch}.${head}.${day}`;
      return { epoch, scope, id, watermark: watermarkOf(watermark), segments };
    },
    segment: async ({ scopes }, scope, hash) =>
      scopes.includes(scope) ? parts.find(scope, hash) : null,
    stop: parts.stop,
  };
}

/** Reads parts and holds them until something in them leaves. */
function createParts(
  { store, packing }: Pick<Required<SnapshotsDeps>, 'store' | 'packing'>,
  partsOf: (scope: Scope) => readonly Part[],
) {
  const leaves = new Map<string, number>();
  const stop = store.onCommit((changes) => {
    for (const change of changes.filter(({ hasLeaves }) => hasLeaves)) {
      leaves.set(feedOf(change), (leaves.get(feedOf(change)) ?? 0) + 1);
      dropLeft(partsOf(change.scope), change);
    }
  });
  /** What leaves while it is read makes it wrong before it is kept: then it is read once more. */
  const read = async (question: SegmentQuestion): Promise<KeptPart & { readonly last: number }> => {
    for (;;) {
      const before = leaves.get(feedOf(question));
      const { bytes, ids, last } = await store.readSegment(question);
      const json = Buffer.concat([OPEN, bytes, CLOSE]);
      const hash = createHash('sha256').update(json).digest('hex');
      const described = { records: ids.length, bytes: json.byteLength, hash };
      const zstd = await packing.pack(json);
      if (leaves.get(feedOf(question)) === before)
        return { ids: new Set(ids), zstd, described, last };
    }
  };
  return {
    stop,
    read,
    describe: async (part: Part): Promise<Segment> => {
      const { name, tier, question } = part;
      const kept = part.kept ?? (await read(question));
      part.kept = kept;
      return { name, collection: question.collection, tier, ...kept.described };
    },
    find: async (scope: Scope, hash: string): Promise<Pulled | null> => {
      const part = partsOf(scope).find((one) => one.kept?.described.hash === hash);
      const kept = part?.kept;
      if (!kept) return null;
      const plain = pulledOf(await packing.unpack(kept.zstd));
      if (part.kept !== kept) return null; // something in it has left meanwhile
      const coded: Pulled['coded'] = async (coding) =>
        coding === 'zstd' ? kept.zstd : plain.coded(coding);
      return { ...plain, coded };
    },
  };
}

const OPEN = Buffer.from('[');
const CLOSE = Buffer.from(']');
const DONE = Promise.resolve();

function isFresh({ epoch, day, head }: Snapshot, now: Standing): boolean {
  return epoch === now.epoch && day === now.day && now.head - head <= MOST_BEHIND;
}

/** Where it is not told row by row what has left, it may be anything. */
function dropLeft(parts: readonly Part[], { collection, json }: CommittedChange): void {
  const told = json === null ? null : (JSON.parse(`[${json}]`) as readonly WireDocument[]);
  const left = told?.flatMap(({ id, _deleted }) => (_deleted ? [id] : []));
  for (const part of parts.filter(({ question }) => question.collection === collection))
    if (!left || left.some((id) => part.kept?.ids.has(id))) part.kept = null;
}

function watermarkOf(lasts: ReadonlyMap<CollectionName, number>): SnapshotManifest['watermark'] {
  return Object.fromEntries(lasts) as Record<CollectionName, number>;
}

function feedOf({ scope, collection }: Pick<CommittedChange, 'scope' | 'collection'>): string {
  return `${collection} ${scope}`;
}
