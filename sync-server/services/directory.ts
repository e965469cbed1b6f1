import type { DirectoryRequest } from '#shared/sync/directory.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { Store } from '#server/store/store.ts';

/** The next rows of the directory as JSON text (`DirectoryAnswer`). */
export type ReadDirectory = (request: DirectoryRequest) => Promise<string>;

/** One slim row per patient of the hospital, from the hospital's own feed (S14). Another epoch starts from the beginning. */
export function createReadDirectory({
  store,
}: {
  readonly store: Pick<Store, 'readFacility' | 'readDirectory'>;
}): ReadDirectory {
  return async (request) => {
    const { epoch, head } = await store.readFacility();
    const isOurs = request.epoch === epoch && request.after <= head;
    const after = isOurs ? request.after : 0;
    const { json, last, isEnd } = await store.readDirectory(after, LIMITS.directoryRows);
    return `{"epoch":${JSON.stringify(epoch)},"rows":[${json}],"last":${last},"isEnd":${String(isEnd)}}`;
  };
}
