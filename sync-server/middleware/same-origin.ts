import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { refuse } from '#server/routes/refusal.ts';

/**
 * Keeps other sites from writing in a person's name, beside the cookies' SameSite=Strict. Every browser names its origin on a
 * write, so one that is there must be ours, compared by host alone because a proxy may speak TLS for us. A request that names
 * none comes from a program: it has no cookies that a stranger could borrow, and passes.
 */
export function sameOrigin(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    // The read API knows no cookies, and refuses to write in FHIR's own words.
    if (c.req.path.startsWith('/fhir/')) return next();
    if (!isOurs(c)) return refuse(c, 'other-origin');
    if (!hasJsonOrNothing(c)) {
      return refuse(c, 'not-json', { detail: 'Send content-type: application/json.' });
    }
    return next();
  };
}

function isOurs(c: Context<AppEnv>): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host;
}

function hasJsonOrNothing(c: Context<AppEnv>): boolean {
  const type = c.req.header('content-type');
  if (type !== undefined) return type.split(';')[0]?.trim().toLowerCase() === 'application/json';
  const length = c.req.header('content-length') ?? '0';
  return length === '0' && c.req.header('transfer-encoding') === undefined;
}
