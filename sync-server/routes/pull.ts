import { Hono } from 'hono';
import { parsePull } from '#shared/sync/parse-request.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Pull } from '#server/services/pull.ts';
import { jsonPage } from './json-page.ts';
import { readSyncBody, refuseBody } from './read-sync-body.ts';

export interface PullRouteDeps {
  readonly pull: Pull;
}

/** `POST /sync/v1/pull`: one page of one collection after a checkpoint (S6). */
export function pullRoute({ pull }: PullRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const request = await readSyncBody(c, parsePull);
    if (!request.ok) return refuseBody(c, request.error);
    return jsonPage(c, await pull(c.get('device'), request.value));
  });
}
