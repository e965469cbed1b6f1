import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { openReadable } from '#server/services/readable-line.ts';
import type { StreamHub } from '#server/services/stream.ts';

export interface StreamRouteDeps {
  readonly hub: Pick<StreamHub, 'follow'>;
}

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  // A proxy that gathers answers would hold back the frames.
  'x-accel-buffering': 'no',
} as const;

/** `GET /sync/v1/stream`: the one live feed of a device, raw bytes shared by all readers, written on its socket where there is one (S7). */
export function streamRoute({ hub }: StreamRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/', async (c) => {
    const { device } = c.var;
    // Hono answers HEAD by this route and throws the body away: nobody would ever leave that stream.
    if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
    if (!c.env?.outgoing) return c.body(await openReadable(hub, device), 200, HEADERS);
    c.env.followOn = (line) => hub.follow(device, line);
    return c.body(null, 200, HEADERS);
  });
}
