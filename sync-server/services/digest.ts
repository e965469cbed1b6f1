import { setImmediate } from 'node:timers/promises';
import type { WireDocument } from '#shared/domain/envelope.ts';
import {
  createBuckets,
  type Buckets,
  type DigestAnswer,
  type DigestRequest,
} from '#shared/sync/digest.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { HeldVersion } from '#server/store/holdings.ts';
import type { Store } from '#server/store/store.ts';

export type ReadDigest = (
  device: Pick<KnownDevice, 'scopes'>,
  request: DigestRequest,
) => Promise<DigestAnswer>;
type Asked = Pick<DigestRequest, 'collection'> & Pick<KnownDevice, 'scopes'>;

const BEHIND = { kind: 'behind' } as const;
/** A few milliseconds each; between two of them others are served. */
const LISTED_AT_ONCE = 1000;
/** What many devices ask at the same end of the same feeds is hashed once. */
const MOST_KEPT = 50;

/** What a device should hold, as hashes, versions or documents (S16); answered only where it stands at the end of everything it holds. */
export function createReadDigest({
  store,
}: {
  readonly store: Pick<Store, 'readFacility' | 'readLast' | 'listVersions' | 'readWire'>;
}): ReadDigest {
  const kept = new Map<string, Buckets>();
  /** Where the feeds end, as one text; null for a device that stands elsewhere. */
  const endOf = async (asked: Asked, { checkpoint }: DigestRequest): Promise<string | null> => {
    const { epoch } = await store.readFacility();
    const lasts: number[] = [];
    for (const scope of asked.scopes) lasts.push(await store.readLast(scope, asked.collection));
    const isAtEnd = asked.scopes.every(
      (scope, n) => (checkpoint.scopes[scope] ?? 0) >= (lasts[n] ?? 0),
    );
    // A scope that it has lost is told first.
    const isHeld = Object.keys(checkpoint.scopes).every((scope) => asked.scopes.includes(scope));
    if (checkpoint.epoch !== epoch || !isAtEnd || !isHeld) return null;
    return [asked.collection, epoch, ...asked.scopes, ...lasts].join(' ');
  };
  const versionsOf = async (asked: Asked, ending: string): Promise<readonly HeldVersion[]> => {
    const all: HeldVersion[] = [];
    for (let after = ''; ; after = all.at(-1)?.id ?? '') {
      const page = await store.listVersions({ ...asked, ending, after, limit: LISTED_AT_ONCE });
      all.push(...page);
      if (page.length < LISTED_AT_ONCE) return all;
      await setImmediate();
    }
  };
  const bucketsOf = async (asked: Asked): Promise<Buckets> => {
    const buckets = createBuckets();
    for (const { id, rev } of await versionsOf(asked, '')) buckets.add(id, rev);
    return buckets.read();
  };
  return async ({ scopes }, request) => {
    const asked = { scopes, collection: request.collection };
    const end = await endOf(asked, request);
    if (end === null) return BEHIND;
    const { ask } = request;
    if (ask.kind === 'bucket') {
      const versions = await versionsOf(asked, ask.bucket);
      return { kind: 'bucket', versions: versions.map(({ id, rev }) => [id, rev]) };
    }
    if (ask.kind === 'documents') {
      const wires: (string | null)[] = [];
      for (const id of ask.ids) wires.push(await store.readWire(asked.collection, id, scopes));
      const documents = wires.flatMap((wire) => (wire ? [JSON.parse(wire) as WireDocument] : []));
      return { kind: 'documents', documents };
    }
    const buckets = kept.get(end) ?? (await bucketsOf(asked));
    if ((await endOf(asked, request)) !== end) return BEHIND; // written while it was read
    kept.set(end, buckets);
    for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
    return { kind: 'buckets', buckets };
  };
}
