import type { CollectionName } from '#shared/domain/collections.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { CommittedChange, Store } from '#server/store/store.ts';
import { compress, type Coding } from './compress.ts';

/** The answer to a pull: JSON as UTF-8, and the same compressed, made once for all who ask. */
export interface Pulled {
  readonly bytes: Uint8Array;
  /** The same as it was put together; a page of a thousand people is not copied to be sent. */
  readonly parts: readonly Uint8Array[];
  readonly byteLength: number;
  coded(coding: Coding): Promise<Uint8Array>;
}

/** A page on its way: headers that others may add to, and a body that is written part by part. */
export interface PageSent {
  readonly headers: Record<string, string>;
  readonly parts: readonly Uint8Array[];
}

/** Where a page stands; nothing else decides what it says. */
interface PagePlace {
  readonly epoch: string;
  readonly scope: Scope;
  readonly collection: CollectionName;
  readonly after: number;
  readonly limit: number;
}
/**
 * Pages that were answered before, with their compressed forms. A page without anything that left stays right while more is written:
 * whoever gets an older version in it gets the newer one behind it. It is dropped when a document leaves its feed, and, where it named
 * the feed's end, with the next change there.
 */
export interface PullPages {
  find(place: PagePlace): Pulled | null;
  /** Taken before a page is read: what was committed between that and `keep` may have made it wrong already. */
  mark(): number;
  keep(
    place: PagePlace,
    pulled: Pulled,
    read: { readonly isEnd: boolean; readonly mark: number },
  ): void;
  stop(): void;
}
interface Kept {
  readonly feed: string;
  readonly pulled: Pulled;
  readonly isEnd: boolean;
}

/** What all pages may hold; their compressed forms are an eighth of them. New devices load segments: pages are for those who come back. */
const MOST_BYTES = 16 * 1024 * 1024;
/** What is kept around the bytes of a page: thousands of odd questions with small answers held more than their answers. */
const AROUND_BYTES = 2048;

/** An answer over its bytes. */
export function pulledOf(...parts: readonly [Uint8Array, ...Uint8Array[]]): Pulled {
  const forms = new Map<Coding, Promise<Uint8Array>>();
  const whole = (): Uint8Array => (parts.length === 1 ? parts[0] : Buffer.concat(parts));
  return {
    get bytes() {
      return whole();
    },
    parts,
    byteLength: parts.reduce((sum, part) => sum + part.byteLength, 0),
    coded: (coding) => {
      const known = forms.get(coding);
      if (known) return known;
      const made = compress(whole(), coding);
      forms.set(coding, made);
      return made;
    },
  };
}

/** Keeps pages until a commit makes them wrong; the one that nobody asked for longest makes room. */
export function createPullPages(
  store: Pick<Store, 'onCommit'>,
  mostBytes: number = MOST_BYTES,
): PullPages {
  const pages = new Map<string, Kept>();
  let bytes = 0;
  let commits = 0;
  const drop = (key: string, { pulled }: Kept): void => {
    if (pages.delete(key)) bytes -= pulled.byteLength + AROUND_BYTES;
  };
  const stop = store.onCommit((changes) => {
    commits += 1;
    if (pages.size === 0) return;
    for (const change of changes) {
      const feed = feedOf(change);
      for (const [key, kept] of pages)
        if (kept.feed === feed && (kept.isEnd || change.hasLeaves)) drop(key, kept);
    }
  });
  return {
    find: (place) => {
      const key = keyOf(place);
      const kept = pages.get(key);
      if (!kept) return null;
      pages.delete(key);
      pages.set(key, kept);
      return kept.pulled;
    },
    mark: () => commits,
    keep: (place, pulled, { isEnd, mark }) => {
      if (mark !== commits) return;
      const key = keyOf(place);
      const before = pages.get(key);
      if (before) drop(key, before);
      pages.set(key, { feed: feedOf(place), pulled, isEnd });
      bytes += pulled.byteLength + AROUND_BYTES;
      for (const [oldest, kept] of pages) {
        if (bytes <= mostBytes) return;
        drop(oldest, kept);
      }
    },
    stop,
  };
}

function feedOf({ scope, collection }: Pick<CommittedChange, 'scope' | 'collection'>): string {
  return `${collection} ${scope}`;
}

function keyOf(place: PagePlace): string {
  return `${place.epoch} ${feedOf(place)} ${place.after} ${place.limit}`;
}
