import { Hono } from 'hono';
import { parseDigest } from '#shared/sync/parse-request.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { ReadDigest } from '#server/services/digest.ts';
import { readSyncBody, refuseBody } from './read-sync-body.ts';

export interface DigestRouteDeps {
  readonly digest: ReadDigest;
}

/** `POST /sync/v1/digest`: what a device should hold, to find and mend what it does not (S16). */
export function digestRoute({ digest }: DigestRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const request = await readSyncBody(c, parseDigest);
    if (!request.ok) return refuseBody(c, request.error);
    const answer = await digest(c.var.device, request.value);
    return c.json(answer, 200, { 'cache-control': 'no-store' });
  });
}
