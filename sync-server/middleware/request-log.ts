import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Logger } from 'pino';
import type { AppEnv } from '#server/app-env.ts';
import type { RefusalKind } from '#server/routes/refusal.ts';

/** What a request was, told without a name, a body or a query: the pattern of its route, never its path. */
interface LoggedLine {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly device: string | undefined;
  /** Why it was turned down. */
  readonly refused?: RefusalKind;
}

/** For who counts: a path of ours is told apart from one that is none; it goes no further. */
export interface RequestLine extends LoggedLine {
  readonly path: string;
}

/** One line per request in the log, and the same figures for whoever counts. */
export function requestLog(logger: Logger | null, onRequest: (line: RequestLine) => void) {
  const middleware: MiddlewareHandler<AppEnv> = async (c, next) => {
    const started = performance.now();
    await next();
    // One by one: `c.var` is a copy of everything for each look.
    const device = c.get('device')?.id ?? c.get('signedIn')?.device.id;
    const refused = c.get('refused');
    const line: LoggedLine = {
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round((performance.now() - started) * 10) / 10,
      device,
      ...(refused ? { refused } : {}),
    };
    onRequest({ ...line, path: c.req.path });
    logger?.info(line, 'request');
  };
  return middleware;
}

/** The pattern that answers a request: the first route that is no middleware, or `none`. */
export function routeOf(c: Context<AppEnv>): string {
  const known = c.get('route');
  if (known !== undefined) return known;
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')?.path ?? 'none';
  c.set('route', route);
  return route;
}
