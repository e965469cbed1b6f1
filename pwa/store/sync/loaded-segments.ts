import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { Segment, SnapshotManifest, Tier } from '#shared/sync/snapshot.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';

export type Loaded = Awaited<ReturnType<typeof createLoaded>>;
/** One segment of one scope. */
export interface Part {
  readonly scope: Scope;
  readonly segment: Segment;
}
/** What the device store remembers of a first sync by segments. */
interface Kept {
  readonly epoch: string;
  readonly scopes: Readonly<Record<Scope, KeptScope>>;
}
interface KeptScope {
  readonly id: string;
  /** The lowest watermark that anything here was loaded under. */
  readonly since: Partial<SnapshotManifest['watermark']>;
  /** Names of the segments of this snapshot that are stored. */
  readonly stored: readonly string[];
}
const KEPT = 'first-sync';
const ORDER: Readonly<Record<Tier, number>> = { today: 0, here: 1, rest: 2 };

/**
 * Which segments are stored here. When the hospital has made its snapshot anew in between, all segments are missing again, but what was
 * stored is only as new as the first watermark: so the pull goes on from that one.
 */
export async function createLoaded(
  deviceStore: Pick<DeviceStore, 'read' | 'write'>,
  manifests: readonly SnapshotManifest[] | null,
) {
  const before = await deviceStore.read<Kept>(KEPT);
  const epoch = manifests?.[0]?.epoch ?? before?.epoch ?? '';
  const isOfEpoch = manifests?.every((one) => one.epoch === (before?.epoch ?? epoch)) ?? false;
  const scopes = new Map(Object.entries(before?.scopes ?? {}));
  for (const manifest of isOfEpoch ? (manifests ?? []) : [])
    scopes.set(manifest.scope, standingOf(manifest, scopes.get(manifest.scope)));
  const write = (): Promise<void> =>
    deviceStore.write(KEPT, { epoch, scopes: Object.fromEntries(scopes) } satisfies Kept);
  const isStored = ({ scope, segment }: Part): boolean =>
    scopes.get(scope)?.stored.includes(segment.name) ?? false;
  const parts = (names: readonly CollectionName[]): Part[] =>
    (manifests ?? [])
      .flatMap(({ scope, segments }) => segments.map((segment) => ({ scope, segment })))
      .filter(({ segment }) => names.includes(segment.collection))
      .toSorted((a, b) => ORDER[a.segment.tier] - ORDER[b.segment.tier]);
  return {
    /** False where what is stored here is of a generation that is over. */
    isOfEpoch,
    /** True where segments were stored, or begun, by an earlier life. */
    isBegun: before !== undefined,
    /** Says what is about to be stored. */
    begin: write,
    keep: ({ scope, segment }: Part): Promise<void> => {
      const now = scopes.get(scope);
      if (now) scopes.set(scope, { ...now, stored: [...now.stored, segment.name] });
      return write();
    },
    missing: (names: readonly CollectionName[]): Part[] =>
      parts(names).filter((part) => !isStored(part)),
    records: (names: readonly CollectionName[]): number =>
      parts(names).reduce((sum, { segment }) => sum + segment.records, 0),
    /** From where a collection is pulled that is stored as far as the snapshots go. */
    watermark: (name: CollectionName): Checkpoint => ({
      epoch,
      scopes: Object.fromEntries(
        [...scopes].map(([scope, { since }]) => [scope, since[name] ?? 0]),
      ),
    }),
    /** From where a collection is pulled of which an earlier life, or this one, may have stored something: from the start of every scope, which it has to hear the leaves of. */
    start: (): Checkpoint | null => {
      const named = [...scopes.keys()].map((scope) => [scope, 0] as const);
      return named.length === 0
        ? null
        : { epoch: before?.epoch ?? epoch, scopes: Object.fromEntries(named) };
    },
  };
}

function standingOf({ id, watermark }: SnapshotManifest, before: KeptScope | undefined): KeptScope {
  if (!before) return { id, since: watermark, stored: [] };
  if (before.id === id) return before;
  const since = Object.entries(watermark).map(
    ([name, seq]) => [name, Math.min(seq, before.since[name as CollectionName] ?? seq)] as const,
  );
  return {
    id,
    since: Object.fromEntries(since) as Record<CollectionName, number>,
    stored: [],
  };
}
