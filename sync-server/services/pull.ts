import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { PullRequest } from '#shared/sync/pull.ts';
import { LOST_PREFIX, type Scope } from '#shared/sync/scope.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { FeedPage, Store } from '#server/store/store.ts';
import { pulledOf, type Pulled, type PullPages } from './pull-pages.ts';

/** One page of a collection for a device (`PullAnswer`). */
export type Pull = (device: Pick<KnownDevice, 'scopes'>, request: PullRequest) => Promise<Pulled>;

export interface PullDeps {
  readonly store: Pick<Store, 'readFacility' | 'readFeed' | 'readLost'>;
  /** Where pages are kept that were answered before. */
  readonly pages?: Pick<PullPages, 'find' | 'keep' | 'mark'>;
}

/**
 * A page holds one scope: first of those that the device has lost, then of those that it holds, each from where the device stands; the
 * first with anything new is answered. Stored text is joined; no row is parsed on the way out. A checkpoint of another epoch starts
 * from the beginning (S3).
 */
export function createPull({ store, pages }: PullDeps): Pull {
  return async ({ scopes }, { collection, checkpoint, limit }) => {
    const { epoch, head } = await store.readFacility();
    const standing = checkpoint?.epoch === epoch ? checkpoint.scopes : {};
    // Ahead of us within our own epoch: somebody has put an older file in place by hand.
    const after = (name: string): number => {
      const seq = standing[name] ?? 0;
      return seq > head ? 0 : seq;
    };
    const lost = lostOf(checkpoint, scopes);
    const others = lost.length > 0 ? begun(scopes, standing) : {};
    for (const scope of lost) {
      const name = `${LOST_PREFIX}${scope}`;
      const question = { scope, collection, after: after(name), limit, held: scopes };
      const page = await store.readLost(question);
      if (page.rows > 0 || !page.isEnd) return answer(epoch, { scope: name, page }, others);
    }
    let end: Parameters<typeof answer>[1] = { scope: '', page: NOTHING };
    for (const scope of scopes) {
      const place = { epoch, scope, collection, after: after(scope), limit };
      const known = lost.length > 0 ? null : pages?.find(place);
      if (known) return known;
      const held = scopes.filter((other) => other !== scope);
      const mark = pages?.mark() ?? 0;
      const page = await store.readFeed({ ...place, held });
      end = { scope, page };
      if (page.rows === 0) continue;
      const pulled = answer(epoch, end, others);
      if (!page.hasLeaves && lost.length === 0)
        pages?.keep(place, pulled, { isEnd: page.isEnd, mark });
      return pulled;
    }
    return answer(epoch, end, others);
  };
}

const NOTHING: FeedPage = {
  bytes: new Uint8Array(),
  rows: 0,
  last: 0,
  isEnd: true,
  hasLeaves: false,
};

/** Scopes that the checkpoint names and the device no longer has. */
function lostOf(checkpoint: Checkpoint | null, scopes: readonly Scope[]): readonly Scope[] {
  const named = Object.keys(checkpoint?.scopes ?? {}).map((name) =>
    name.startsWith(LOST_PREFIX) ? name.slice(LOST_PREFIX.length) : name,
  );
  return [...new Set(named)].filter((scope) => !scopes.includes(scope));
}

/**
 * The scopes that a device holds and has pulled nothing of, at their start: what stays on it because of them leaves with them, should it lose
 * them before their first page.
 */
function begun(scopes: readonly Scope[], standing: Checkpoint['scopes']): Checkpoint['scopes'] {
  const fresh = scopes.filter((scope) => standing[scope] === undefined);
  return Object.fromEntries(fresh.map((scope) => [scope, 0]));
}

function answer(
  epoch: string,
  { scope, page }: { readonly scope: string; readonly page: FeedPage },
  others: Checkpoint['scopes'] = {},
): Pulled {
  const checkpoint = { epoch, scopes: scope === '' ? {} : { ...others, [scope]: page.last } };
  const end = `],"checkpoint":${JSON.stringify(checkpoint)},"isEnd":${String(page.isEnd)}}`;
  return pulledOf(START, page.bytes, Buffer.from(end));
}
const START = Buffer.from('{"documents":[');
