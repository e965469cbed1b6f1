import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '#server/store/store.ts';
import { makeOnce } from './make-once.ts';

/** The words that sessions leave on devices (S12). Each says of itself that it was given to this device, and which of them it was. */
export interface ContactWords {
  /** The next word behind those that are known. */
  make(device: string, behind: readonly (string | null)[]): string;
  /** The how many-eth word of the device it is; null for one that was never given to it: nobody makes words up (S20). */
  numberOf(device: string, word: string | null): number | null;
}
const NUMBER_BYTES = 6;
const RANDOM_BYTES = 6;
const HEAD_BYTES = NUMBER_BYTES + RANDOM_BYTES;
const WORD_BYTES = 32;
const SECRET = 'contact-secret';

/** Words under a secret of this hospital; a restored copy knows them again, those that were given after the backup too. */
export async function openContactWords(
  store: Pick<Store, 'readMeta' | 'transaction'>,
): Promise<ContactWords> {
  const secret = await makeOnce(store, SECRET);
  const sealOf = (device: string, head: Buffer): Buffer =>
    createHmac('sha256', secret)
      .update(device)
      .update(head)
      .digest()
      .subarray(0, WORD_BYTES - HEAD_BYTES);
  const numberOf: ContactWords['numberOf'] = (device, word) => {
    const bytes = Buffer.from(word ?? '', 'base64url');
    if (bytes.byteLength !== WORD_BYTES) return null;
    const head = bytes.subarray(0, HEAD_BYTES);
    const isOurs = timingSafeEqual(bytes.subarray(HEAD_BYTES), sealOf(device, head));
    return isOurs ? head.readUIntBE(0, NUMBER_BYTES) : null;
  };
  return {
    numberOf,
    make: (device, behind) => {
      const last = Math.max(0, ...behind.map((word) => numberOf(device, word) ?? 0));
      const head = Buffer.alloc(HEAD_BYTES);
      head.writeUIntBE(last + 1, 0, NUMBER_BYTES);
      randomBytes(RANDOM_BYTES).copy(head, NUMBER_BYTES);
      return Buffer.concat([head, sealOf(device, head)]).toString('base64url');
    },
  };
}
