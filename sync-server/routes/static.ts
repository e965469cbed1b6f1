import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { isKnownTag } from './known-tag.ts';
import { refuse } from './refusal.ts';
import type { StaticFile, StaticFiles } from './static-files.ts';

/**
 * `GET /*`: the built app. What has a file ending is 404 where it does not exist; every other path is a screen of the app and gets
 * its page. The gate has turned down the mistyped paths of the APIs before.
 */
export function staticRoutes(files: StaticFiles): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/*', (c) => {
    const { path } = c.req;
    const file = files.get(path);
    if (file) return serve(c, file);
    if (/\.[^/]*$/.test(path)) return refuse(c, 'not-found');
    const page = files.get('/index.html');
    if (page) return serve(c, page);
    return refuse(c, 'not-found', { detail: 'The app is not built. Run npm run build.' });
  });
}

function serve(c: Context<AppEnv>, file: StaticFile): Response {
  const { brotli, bytes, cacheControl, type } = file;
  const isSmall = brotli !== null && takesBrotli(c.req.header('accept-encoding') ?? '');
  // Two encodings are two representations, each with a tag of its own (RFC 9110, 8.8.3.3).
  const etag = isSmall ? file.etag.replace(/"$/, '-br"') : file.etag;
  const headers: Record<string, string> = { etag, 'cache-control': cacheControl };
  if (brotli !== null) headers['vary'] = 'accept-encoding';
  if (isKnownTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  headers['content-type'] = type;
  if (isSmall) headers['content-encoding'] = 'br';
  const body = isSmall ? brotli : bytes;
  headers['content-length'] = String(body.byteLength);
  // Hono takes the body off the answer to a HEAD.
  return c.body(body, 200, headers);
}

function takesBrotli(accepted: string): boolean {
  return accepted.split(',').some((part) => {
    const [coding, ...params] = part.split(';').map((text) => text.trim());
    return coding === 'br' && !params.some((param) => /^q=0(\.0*)?$/.test(param));
  });
}
