import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  [
    'permissions-policy',
    'camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  ],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
];
const A_YEAR_OF_TLS = 'max-age=31536000';

/** The headers of every answer (`page` is the app's, for its policy), refusals and files included. HSTS only where this server or its proxy speaks TLS. */
export function securityHeaders(page: string, isSecure: (c: Context<AppEnv>) => boolean) {
  const headers = [['content-security-policy', contentSecurityPolicy(page)] as const, ...HEADERS];
  const fixed = Object.fromEntries(headers);
  const middleware: MiddlewareHandler<AppEnv> = async (c, next) => {
    await next();
    const sent = c.env?.page;
    if (sent) {
      Object.assign(sent.headers, fixed);
      if (isSecure(c)) sent.headers['strict-transport-security'] = A_YEAR_OF_TLS;
      return;
    }
    for (const [name, value] of headers) c.res.headers.set(name, value);
    if (isSecure(c)) c.res.headers.set('strict-transport-security', A_YEAR_OF_TLS);
  };
  return middleware;
}
