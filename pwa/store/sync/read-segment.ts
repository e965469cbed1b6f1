import type { WireDocument } from '#shared/domain/envelope.ts';
import { isWireDocument } from '#shared/sync/wire-document.ts';

/** The documents of a segment (S15); null where the bytes are not what the hash says, or are none. */
export async function readSegment(
  bytes: ArrayBuffer,
  hash: string,
): Promise<readonly WireDocument[] | null> {
  if ((await hashOf(bytes)) !== hash) return null;
  const documents = jsonOf(bytes);
  return Array.isArray(documents) && documents.every(isWireDocument) ? documents : null;
}

/** What bytes say as JSON; null where they are none. */
export function jsonOf(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
