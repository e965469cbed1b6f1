import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { isUuid } from '#shared/domain/ids.ts';
import type { Store } from '#server/store/store.ts';

/** Links in messages: whoever has one may stop messages to one person, and learns nothing of them. */
export interface Links {
  readonly publicUrl: string | null;
  /** Null where the hospital has no address outside. */
  readonly linkOf: (patientId: string) => Promise<string | null>;
  /** Whose a link is; null for one that is not ours. */
  readonly openLink: (token: string) => Promise<string | null>;
}
const KEY = 'reminder-link-key';
const ALGORITHM = 'aes-256-gcm';
const [IV_BYTES, TAG_BYTES, ID_BYTES] = [12, 16, 16];

/**
 * The id is sealed with a key that is made once and stands in the hospital's copy, so that links outlive a restore: nobody reads one,
 * nobody makes one, and none is stored.
 */
export function createLinks(
  store: Pick<Store, 'readMeta' | 'transaction'>,
  publicUrl: string | null,
): Links {
  return {
    publicUrl,
    linkOf: async (patientId) =>
      publicUrl === null || !isUuid(patientId)
        ? null
        : `${publicUrl}/r/${seal(await keyOf(store), patientId)}`,
    openLink: async (token) => open(await keyOf(store), token),
  };
}

async function keyOf(store: Pick<Store, 'readMeta' | 'transaction'>): Promise<Buffer> {
  const there =
    (await store.readMeta(KEY)) ??
    (await store.transaction(async (tx) => {
      const before = await tx.readMeta(KEY);
      if (before !== null) return before;
      const made = randomBytes(32).toString('base64');
      tx.writeMeta(KEY, made);
      return made;
    }));
  return Buffer.from(there, 'base64');
}

function seal(key: Buffer, id: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv);
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
}

function open(key: Buffer, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== IV_BYTES + ID_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const sealed = bytes.subarray(IV_BYTES, -TAG_BYTES);
    const id = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('hex');
    return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  } catch {
    return null;
  }
}
