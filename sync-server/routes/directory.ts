import { Hono } from 'hono';
import { parseDirectory } from '#shared/sync/parse-request.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { ReadDirectory } from '#server/services/directory.ts';
import { jsonText, readSyncBody, refuseBody } from './read-sync-body.ts';

export interface DirectoryRouteDeps {
  readonly directory: ReadDirectory;
}

/** `POST /sync/v1/directory`: who there is in the hospital, for devices that hold a part of it (S14). */
export function directoryRoute({ directory }: DirectoryRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const request = await readSyncBody(c, parseDirectory);
    if (!request.ok) return refuseBody(c, request.error);
    return jsonText(c, await directory(c.var.device, request.value));
  });
}
