import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';

/** Nothing that the app does not bring along itself; `wasm-unsafe-eval` is Argon2id in the vault's worker, `blob:` a photo on its way in. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['content-security-policy', CONTENT_SECURITY_POLICY],
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

/** The headers of every answer, refusals and files included. HSTS only where this server or its proxy speaks TLS. */
export function securityHeaders(isSecure: (c: Parameters<MiddlewareHandler>[0]) => boolean) {
  const middleware: MiddlewareHandler<AppEnv> = async (c, next) => {
    await next();
    for (const [name, value] of HEADERS) c.res.headers.set(name, value);
    if (isSecure(c)) c.res.headers.set('strict-transport-security', A_YEAR_OF_TLS);
  };
  return middleware;
}
