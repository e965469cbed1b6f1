import { FACILITY_SCOPE } from '#shared/sync/protocol-version.ts';
import type { PullRequest } from '#shared/sync/pull.ts';
import type { Store } from '#server/store/store.ts';

/** One page of a collection as JSON text (`PullAnswer`). */
export type Pull = (request: PullRequest) => Promise<string>;

/** Joins stored text; no row is parsed on the way out. A checkpoint of another epoch starts from the beginning (S3). */
export function createPull({
  store,
}: {
  readonly store: Pick<Store, 'readFacility' | 'readFeed'>;
}): Pull {
  return async ({ collection, checkpoint, limit }) => {
    const { epoch, head } = await store.readFacility();
    const seq = checkpoint?.epoch === epoch ? (checkpoint.scopes[FACILITY_SCOPE] ?? 0) : 0;
    // Ahead of us within our own epoch: somebody has put an older file in place by hand.
    const after = seq > head ? 0 : seq;
    const page = await store.readFeed({ scope: FACILITY_SCOPE, collection, after, limit });
    const scopes = { [FACILITY_SCOPE]: page.last };
    return `{"documents":[${page.json}],"checkpoint":${JSON.stringify({ epoch, scopes })},"isEnd":${String(page.isEnd)}}`;
  };
}
