import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { mediaTypeOf, takenBy } from '#server/routes/media-types.ts';
import { refuse } from '#server/routes/refusal.ts';
import { routeOf } from './request-log.ts';

/**
 * Keeps other sites from writing in a person's name, beside the cookies' SameSite=Strict. Every browser names its origin on a
 * write, so one that is there must be ours, compared by host alone because a proxy may speak TLS for us. A request that names
 * none comes from a program: it has no cookies that a stranger could borrow, and passes. A body must be of a type that another
 * site's page cannot send without asking first, and not compressed.
 */
export function sameOrigin(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    // The read API knows no cookies, and refuses to write in FHIR's own words.
    if (c.req.path.startsWith('/fhir/')) return next();
    // A link in a message is its own authority: there is no cookie to borrow, and a mail program's button has another origin.
    if (c.req.path.startsWith('/r/')) return next();
    if (!isOurs(c)) return refuse(c, 'other-origin');
    if (isCompressed(c)) {
      return refuse(c, 'is-compressed', { detail: 'Send it as it is, without content-encoding.' });
    }
    const { types, refusal, detail } = takenBy(c.req.method, routeOf(c));
    return hasNothingOr(types, c) ? next() : refuse(c, refusal, { detail });
  };
}

function isOurs(c: Context<AppEnv>): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host;
}

/** A small body that unpacks into gigabytes: nothing here unpacks any. */
function isCompressed(c: Context<AppEnv>): boolean {
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? '';
  return encoding !== '' && encoding !== 'identity';
}

function hasNothingOr(types: readonly string[], c: Context<AppEnv>): boolean {
  const type = c.req.header('content-type');
  if (type !== undefined) return types.includes(mediaTypeOf(type));
  const length = c.req.header('content-length') ?? '0';
  return length === '0' && c.req.header('transfer-encoding') === undefined;
}
