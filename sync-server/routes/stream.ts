import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import type { StreamHub } from '#server/services/stream.ts';

export interface StreamRouteDeps {
  readonly hub: Pick<StreamHub, 'open'>;
}

/** `GET /sync/v1/stream`: the one live feed of a device, raw bytes shared by all readers (S7). */
export function streamRoute({ hub }: StreamRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/', async (c) => {
    // Hono answers HEAD by this route and throws the body away: nobody would ever leave that stream.
    if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
    return c.body(await hub.open(c.var.device), 200, HEADERS);
  });
}

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  // A proxy that gathers answers would hold back the frames.
  'x-accel-buffering': 'no',
};
