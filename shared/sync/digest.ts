import type { CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * `POST /sync/v1/digest`: what a device that stands at the end of its feeds should hold of a collection, over all its scopes together:
 * which scope holds what never leaves the server.
 */
export interface DigestRequest {
  readonly collection: CollectionName;
  /** Where the device stands; only at the end of every feed is there anything to compare. */
  readonly checkpoint: Checkpoint;
  readonly ask:
    | { readonly kind: 'buckets' }
    | { readonly kind: 'bucket'; readonly bucket: string }
    | { readonly kind: 'documents'; readonly ids: readonly string[] };
}
export type DigestAnswer =
  /** More has been written: ask again once it is pulled. */
  | { readonly kind: 'behind' }
  /** A hash for each bucket with anything in it. */
  | { readonly kind: 'buckets'; readonly buckets: Buckets }
  /** Id and revision of everything in one bucket. */
  | { readonly kind: 'bucket'; readonly versions: readonly (readonly [id: string, rev: string])[] }
  /** As a pull would bring them; tombstones of what no scope of the device holds. */
  | { readonly kind: 'documents'; readonly documents: readonly WireDocument[] };
export type Buckets = Readonly<Record<string, string>>;

/** The bucket of an id: its last two digits, which are chance in every kind of id. */
export function bucketOf(id: string): string {
  return id.slice(-2);
}

/** Hashes of versions by bucket; in whatever order they are added, they come out alike. */
export function createBuckets(): {
  readonly add: (id: string, rev: string) => void;
  readonly read: () => Buckets;
} {
  const sums = new Map<string, [count: number, low: number, high: number]>();
  return {
    add: (id, rev) => {
      const name = bucketOf(id);
      const sum = sums.get(name) ?? [0, 0, 0];
      const text = `${id} ${rev}`;
      sum[0] += 1;
      sum[1] = (sum[1] + hashOf(text, 0x811c9dc5)) >>> 0;
      sum[2] = (sum[2] + hashOf(text, 0x9e3779b9)) >>> 0;
      sums.set(name, sum);
    },
    read: () =>
      Object.fromEntries(
        [...sums].map(([name, [count, low, high]]) => [
          name,
          `${count}.${low.toString(16)}.${high.toString(16)}`,
        ]),
      ),
  };
}

/** FNV-1a with the last steps of MurmurHash 3: nobody is to be kept from making two alike, only chance. */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
