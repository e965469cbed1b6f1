import {
  argon2,
  randomBytes,
  randomInt,
  timingSafeEqual,
  type Argon2Parameters,
} from 'node:crypto';
import { promisify } from 'node:util';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { PASSWORD_LENGTH } from '#shared/sync/accounts.ts';

/** The one password of the demo's people: known to everybody, so it opens nothing but loopback for long. */
export const DEMO_PASSWORD = 'wardline-demo';

export type PasswordError =
  | { readonly kind: 'too-short' | 'too-long' }
  | { readonly kind: 'is-username' | 'is-old' | 'is-demo' };

/** Argon2id at OWASP's cost: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const derive = promisify(argon2) as (
  algorithm: string,
  parameters: Argon2Parameters,
) => Promise<Buffer>;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const NOBODY = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A password as it may be stored: Argon2id with its own salt, as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...COST, message: messageOf(password), nonce });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${text(nonce)}$${text(tag)}`;
}

/** True for the password of the hash, compared in constant time; a hash that cannot be read opens nothing. */
export async function isPasswordOf(hash: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = PHC.exec(hash) ?? [];
  if (!nonce || !tag) return false;
  const expected = Buffer.from(tag, 'base64');
  const found = await derive('argon2id', {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    nonce: Buffer.from(nonce, 'base64'),
    message: messageOf(password),
  });
  return timingSafeEqual(found, expected);
}

/** Takes as long as a real check and is never true: an unknown name must not be told apart by time. */
export async function checkNobody(password: string): Promise<false> {
  await isPasswordOf(NOBODY, password);
  return false;
}

/** Why a password may not be taken; what only the old hash can tell is asked with `isPasswordOf`. */
export function checkPassword(username: string, password: string): Result<void, PasswordError> {
  const { length } = [...password];
  if (length < PASSWORD_LENGTH.min) return err({ kind: 'too-short' });
  if (length > PASSWORD_LENGTH.max) return err({ kind: 'too-long' });
  if (password.toLowerCase() === username.toLowerCase()) return err({ kind: 'is-username' });
  if (password === DEMO_PASSWORD) return err({ kind: 'is-demo' });
  return ok(undefined);
}

/** A password to be read out once and changed at first sign-in: sixteen letters without look-alikes, 78 bits. */
export function makeTemporaryPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = (): string =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** The same characters typed on another keyboard are the same password. */
function messageOf(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'));
}

function text(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
