import type { Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { isLoopback } from '#server/loopback.ts';

/**
 * Where a request comes from. A proxy on this machine speaks for its callers through `x-forwarded-for` and
 * `x-forwarded-proto`; from any other address those headers are somebody's claim and count for nothing.
 */
export interface Caller {
  readonly address: string;
  /** True where this machine itself asks, by a loopback name and through no proxy. */
  readonly isLocal: boolean;
  readonly isSecure: boolean;
}

/** Reads the caller from the socket; a request without one was made inside this process, as tests do. */
export function callerOf(c: Context<AppEnv>): Caller {
  const socket = c.env?.incoming?.socket;
  const address = socket?.remoteAddress ?? '127.0.0.1';
  const isTls = socket !== undefined && 'encrypted' in socket;
  if (!isLoopback(address)) return { address, isLocal: false, isSecure: isTls };
  const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded');
  return {
    // The last name in the list is the one that our own proxy saw.
    address: forwarded?.split(',').at(-1)?.trim() ?? address,
    // Asked for by few, and an address takes long to read.
    get isLocal() {
      return forwarded === undefined && isLoopback(new URL(c.req.url).hostname);
    },
    isSecure: isTls || c.req.header('x-forwarded-proto') === 'https',
  };
}
