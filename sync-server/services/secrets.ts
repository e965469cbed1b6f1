import { createHash, randomBytes } from 'node:crypto';

/** An opaque token of 256 random bits, for a cookie or a bearer header. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: it names the row, and a stolen database opens nothing. */
export function hashSecret(secret: string): string {
  return hashBytes(secret);
}

/** Names content: the same bytes have the same name. */
export function hashBytes(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
