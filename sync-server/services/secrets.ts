import { hash, randomBytes } from 'node:crypto';

/** An opaque token of 256 random bits, for a cookie or a bearer header. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: it names the row, and a stolen database opens nothing. */
export function hashSecret(secret: string): string {
  return hashBytes(secret);
}

/** Another text with every new password. Its hash has a salt that never leaves the server, so nobody can try passwords on the stamp. */
export function passwordStamp(passwordHash: string): string {
  return hashBytes(`stamp ${passwordHash}`).slice(0, 16);
}

/** Names content: the same bytes have the same name. */
export function hashBytes(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}
