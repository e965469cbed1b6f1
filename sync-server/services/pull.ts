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
    const { epoch } = await store.readFacility();
    const isOurs = checkpoint?.epoch === epoch;
    const after = isOurs ? (checkpoint.scopes[FACILITY_SCOPE] ?? 0) : 0;
    const page = await store.readFeed({ scope: FACILITY_SCOPE, collection, after, limit });
    const scopes = { [FACILITY_SCOPE]: page.last };
    return `{"documents":[${page.json}],"checkpoint":${JSON.stringify({ epoch, scopes })},"isEnd":${String(page.isEnd)}}`;
  };
}
