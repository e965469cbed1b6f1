import { Hono } from 'hono';
import { parsePush } from '#shared/sync/parse-push.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Push } from '#server/services/push.ts';
import { jsonText, readSyncBody, refuseBody } from './read-sync-body.ts';

export interface PushRouteDeps {
  readonly push: Push;
}

/** `POST /sync/v1/push`: takes a batch of local writes, answers each one. Only an unreadable body fails as a whole (S4). */
export function pushRoute({ push }: PushRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const request = await readSyncBody(c, parsePush);
    if (!request.ok) return refuseBody(c, request.error);
    return jsonText(c, await push(c.var.device, request.value));
  });
}
