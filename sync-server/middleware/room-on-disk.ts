import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { refuse } from '#server/routes/refusal.ts';
import { routeOf } from './request-log.ts';

/** What makes the database grow. Locking a device, letting somebody go and signing in are never refused for room. */
const GROWING: ReadonlySet<string> = new Set([
  'POST /sync/v1/push',
  'POST /sync/v1/offer',
  'POST /sync/v1/escrow',
  'PUT /sync/v1/blob/:hash',
  'POST /api/v1/set-up',
  'POST /api/v1/people',
  'PUT /api/v1/people/:id/photo',
  'POST /api/v1/files',
  'PUT /api/v1/files/:id/part/:from',
  'POST /api/v1/files/:id/step',
]);
const RETRY_SECONDS = 30;

/** Refuses to take more while the disk is nearly full, before a commit fails on it. Devices keep what they have and ask again. */
export function roomOnDisk(hasRoom: () => Promise<boolean>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!GROWING.has(`${c.req.method} ${routeOf(c)}`) || (await hasRoom())) return next();
    const detail = 'Nothing was taken and nothing is lost. It goes on once somebody has made room.';
    return refuse(c, 'disk-full', { detail, retryAfterSeconds: RETRY_SECONDS });
  };
}
