import type { Context } from 'hono';
import * as v from 'valibot';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { RefusalNote } from './refusal.ts';

/** Human requests are a few fields: more is a mistake or an attack. */
export const HUMAN_BODY_BYTES = 64 * 1024;
const DEPTH = 16;

/** Reads a small JSON body against its schema; what is wrong is named by its path, never repeated. */
export async function readJson<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>, RefusalNote>> {
  const text = await readText(c);
  if (text === null) return err({ detail: 'The body is not UTF-8.' });
  if (isDeeperThan(text, DEPTH)) return err({ detail: `The JSON is nested deeper than ${DEPTH}.` });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err({ detail: 'The body is not JSON.' });
  }
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  const where = `/${v.getDotPath(issue)?.replaceAll('.', '/') ?? ''}`;
  return err({ where, detail: `At ${where} stands something else than ${issue.expected}.` });
}

/** The body as text; null where its bytes are none: what a reader would put in their place, nobody has written. */
export async function readText(c: Context): Promise<string | null> {
  const bytes = await c.req.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** True for JSON text whose brackets nest deeper than `limit`; asked before parsing, which recurses. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (isInText) {
      if (char === '\\') at += 1;
      else if (char === '"') isInText = false;
    } else if (char === '"') isInText = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}
