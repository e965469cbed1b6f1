import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { SealedSettings } from '#pwa/sealed-store/storage.ts';

type Cipher = NonNullable<SealedSettings['cipher']>;
/** The key of every tablet of this world. */
export const SECRET = new Uint8Array(32).fill(7);
const TAG = 16;

/** AES-GCM in the place of WebCrypto's, which answers from a thread pool: here nothing waits for one, so a seed has one trace. */
const atOnce: Cipher = {
  encrypt: async (how, _, plain) => {
    const { iv, additionalData } = how as AesGcmParams;
    const cipher = createCipheriv('aes-256-gcm', SECRET, iv as Uint8Array);
    cipher.setAAD(additionalData as Uint8Array);
    const sealed = [cipher.update(plain as Uint8Array), cipher.final(), cipher.getAuthTag()];
    return arrayOf(Buffer.concat(sealed));
  },
  decrypt: async (how, _, sealed) => {
    const { iv, additionalData } = how as AesGcmParams;
    const bytes = sealed as Uint8Array;
    const cipher = createDecipheriv('aes-256-gcm', SECRET, iv as Uint8Array);
    cipher.setAAD(additionalData as Uint8Array);
    cipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    const opened = [cipher.update(bytes.subarray(0, bytes.length - TAG)), cipher.final()];
    return arrayOf(Buffer.concat(opened));
  },
};

/** The same, as long as a process lives; what comes behind its end never returns. */
export function whileAlive(process: { readonly isAlive: boolean }): Cipher {
  const never = <T>(): Promise<T> => new Promise(() => undefined);
  return {
    encrypt: (...args) => (process.isAlive ? atOnce.encrypt(...args) : never()),
    decrypt: (...args) => (process.isAlive ? atOnce.decrypt(...args) : never()),
  };
}

function arrayOf(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
