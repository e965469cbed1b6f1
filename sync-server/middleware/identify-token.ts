import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { outcome } from '#server/routes/fhir-outcome.ts';
import type { Tokens } from '#server/services/tokens.ts';

/** Lets through who sends a bearer token of the read API; the statement of what it can do is for everybody. */
export function identifyToken(tokens: Pick<Tokens, 'identify'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.path.endsWith('/metadata')) return next();
    const secret = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const token = secret === undefined ? null : await tokens.identify(secret);
    if (token) return next();
    const answer = outcome(c, 401, {
      code: secret === undefined ? 'login' : 'unknown',
      text:
        secret === undefined
          ? 'Send a bearer token; npm run admin -- token prints one.'
          : 'This token is not known here, or was revoked.',
    });
    answer.headers.set('www-authenticate', 'Bearer realm="fhir"');
    return answer;
  };
}
