import type { Context } from 'hono';
import { err, type Result } from '#shared/lib/result.ts';
import type { BodyError } from '#shared/sync/parse-request.ts';
import { isDeeperThan, readText } from './read-json.ts';
import { refuse } from './refusal.ts';

/** Deeper than any trail of any document. */
const DEPTH = 24;

/** Reads the JSON of a sync request with its parser; refused only where nothing in it can be answered row by row (S4). */
export async function readSyncBody<T>(
  c: Context,
  parse: (body: unknown) => Result<T, BodyError>,
): Promise<Result<T, BodyError>> {
  const text = await readText(c);
  if (text === null || isDeeperThan(text, DEPTH)) return err({ kind: 'not-readable', where: '/' });
  try {
    return parse(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof SyntaxError) return err({ kind: 'not-readable', where: '/' });
    throw cause;
  }
}

/** Answers a body that cannot be taken; what it says is never repeated. */
export function refuseBody(c: Context, { kind, where }: BodyError): Response {
  const detail =
    kind === 'too-large'
      ? 'Send fewer rows at once.'
      : `At ${where} stands something else than the protocol has there.`;
  return refuse(c, kind, { detail, where });
}

/** Answers with JSON that the store has joined already. */
export function jsonText(c: Context, text: string): Response {
  return c.body(text, 200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
}
