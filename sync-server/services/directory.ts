import type { DirectoryRequest } from '#shared/sync/directory.ts';
import { worksWithRecords } from '#shared/domain/rights.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Store } from '#server/store/store.ts';

/** The next rows of the directory as JSON text (`DirectoryAnswer`). */
export type ReadDirectory = (
  device: Pick<KnownDevice, 'people'>,
  request: DirectoryRequest,
) => Promise<string>;

/** Of another generation than any: whoever had a directory forgets it. */
const NOBODY = '{"epoch":"nobody","rows":[],"last":0,"isEnd":true}';

/**
 * One slim row per patient of the hospital, from the hospital's own feed (S14). Another epoch starts from the beginning. Where nobody
 * works with records there is nobody to be found (S19).
 */
export function createReadDirectory({
  store,
}: {
  readonly store: Pick<Store, 'readFacility' | 'readDirectory'>;
}): ReadDirectory {
  return async ({ people }, request) => {
    const roles = people.flatMap((person) => (person.isActive ? person.roles : []));
    if (!worksWithRecords(roles)) return NOBODY;
    const { epoch, head } = await store.readFacility();
    const isOurs = request.epoch === epoch && request.after <= head;
    const after = isOurs ? request.after : 0;
    const { json, last, isEnd } = await store.readDirectory(after, LIMITS.directoryRows);
    return `{"epoch":${JSON.stringify(epoch)},"rows":[${json}],"last":${last},"isEnd":${String(isEnd)}}`;
  };
}
