import type { Context } from 'hono';
import { SMALL_BYTES, type Coding } from '#server/services/compress.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Pulled } from '#server/services/pull-pages.ts';

/** Fewer are sent as they are. */
const LEAST_BYTES = 400;
const CODINGS = {
  small: ['br', 'zstd', 'gzip'],
  large: ['zstd', 'br', 'gzip'],
} as const satisfies Record<string, readonly Coding[]>;

/** Answers with a page in the smallest form that the caller says it decodes. */
export async function jsonPage(c: Context<AppEnv>, pulled: Pulled): Promise<Response> {
  const coding = codingFor(c.req.header('accept-encoding'), pulled.byteLength);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    ...(coding === null ? {} : { 'content-encoding': coding }),
  };
  const parts = coding === null ? pulled.parts : [await pulled.coded(coding)];
  if (c.env?.outgoing) {
    c.env.page = { headers, parts };
    return c.body(null);
  }
  return c.body(Buffer.concat(parts), 200, headers);
}

/** The best coding among those that a caller names and does not refuse (`q=0`); null for none. */
export function codingFor(accepted: string | undefined, bytes: number): Coding | null {
  if (accepted === undefined || bytes < LEAST_BYTES) return null;
  const named = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(';')[0]?.trim()),
  );
  const wanted: readonly Coding[] = CODINGS[bytes <= SMALL_BYTES ? 'small' : 'large'];
  return wanted.find((coding) => named.has(coding)) ?? null;
}
