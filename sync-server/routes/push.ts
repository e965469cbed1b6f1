import { Hono } from 'hono';
import { parsePush } from '#shared/sync/parse-push.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { IsOfNow, Push } from '#server/services/push.ts';
import { jsonText, readSyncBody, refuseBody } from './read-sync-body.ts';
import { refuse } from './refusal.ts';

export interface PushRouteDeps {
  readonly push: Push;
  readonly isOfNow: IsOfNow;
}

/** `POST /sync/v1/push`: takes a batch of local writes, answers each one. Only an unreadable body, and one for another generation, fails as a whole (S4, S11). */
export function pushRoute({ push, isOfNow }: PushRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const request = await readSyncBody(c, parsePush);
    if (!request.ok) return refuseBody(c, request.error);
    if (!(await isOfNow(request.value)))
      return refuse(c, 'other-epoch', { detail: 'Ask for the session anew, then offer.' });
    return jsonText(c, await push(c.var.device, request.value));
  });
}
