import type { Shelf } from './shelves.ts';

/** A key and the number by which records name it. The number is no secret. */
export interface SealKey {
  readonly id: number;
  readonly key: CryptoKey;
}
/** What is wrong with a record that cannot be opened. */
export type Unreadable = 'missing' | 'damaged' | 'other-key' | 'newer-format';
type Bytes = Uint8Array<ArrayBuffer>;
type Unsealed =
  | { readonly ok: true; readonly value: Bytes }
  | { readonly ok: false; readonly error: Unreadable };
/** Where a record lies: part of what is sealed, so that no record can be put in another's place. */
export interface Address {
  readonly shelf: Shelf;
  readonly key: number;
}
export interface Seals {
  /** The number of the key that seals. */
  readonly today: number;
  seal(address: Address, plain: Bytes): Promise<Bytes>;
  unseal(address: Address, sealed: Bytes | undefined): Promise<Unsealed>;
  /** True for a record that is sealed with the key of today. */
  isFresh(sealed: Bytes): boolean;
}

/**
 * A sealed record: format (1 byte, then 3 of zero) · key id (4) · hash of what follows (4) · nonce (12) · AES-GCM of the plain bytes
 * with its tag. Bound as additional data: the store's own number, the shelf, the key of the record, the format and the key id.
 */
export const FORMAT = 1;
const HEAD = 24;
const NONCE = 12;
const SHELF_NUMBERS: Readonly<Record<Shelf, number>> = { root: 0, log: 1, pages: 2, index: 3 };

/** The part of WebCrypto that seals and opens. */
export type Cipher = Pick<SubtleCrypto, 'encrypt' | 'decrypt'>;

/** Seals with the first key, opens with any of them. */
export function createSeals(
  storeId: number,
  keys: readonly [SealKey, ...SealKey[]],
  cipher: Cipher = crypto.subtle,
): Seals {
  const [today] = keys;
  const nextNonce = createNonces();
  return {
    today: today.id,
    seal: async (address, plain) => {
      const iv = nextNonce();
      const additionalData = boundTo(storeId, address, today.id);
      const sealed = await cipher.encrypt(
        { name: 'AES-GCM', iv, additionalData },
        today.key,
        plain,
      );
      const record = new Uint8Array(HEAD + sealed.byteLength);
      record.set(iv, HEAD - NONCE);
      record.set(new Uint8Array(sealed), HEAD);
      const head = new DataView(record.buffer);
      head.setUint8(0, FORMAT);
      head.setUint32(4, today.id);
      head.setUint32(8, hashOf(record));
      return record;
    },
    unseal: async (address, sealed) => {
      if (!sealed) return { ok: false, error: 'missing' };
      const record = aligned(sealed);
      if (record.length < HEAD + 16) return { ok: false, error: 'damaged' };
      const head = new DataView(record.buffer, record.byteOffset);
      if (head.getUint8(0) > FORMAT) return { ok: false, error: 'newer-format' };
      const keyId = head.getUint32(4);
      const named = keys.find(({ id }) => id === keyId);
      const whatIsWrong = (): Unreadable =>
        head.getUint32(8) === hashOf(record) ? 'other-key' : 'damaged';
      if (!named) return { ok: false, error: whatIsWrong() };
      const iv = record.subarray(HEAD - NONCE, HEAD);
      const additionalData = boundTo(storeId, address, keyId);
      try {
        const plain = await cipher.decrypt(
          { name: 'AES-GCM', iv, additionalData },
          named.key,
          record.subarray(HEAD),
        );
        return { ok: true, value: new Uint8Array(plain) };
      } catch {
        return { ok: false, error: whatIsWrong() };
      }
    },
    isFresh: (sealed) => new DataView(sealed.buffer, sealed.byteOffset).getUint32(4) === today.id,
  };
}

function boundTo(storeId: number, { shelf, key }: Address, keyId: number): Bytes {
  const bound = new DataView(new ArrayBuffer(24));
  bound.setUint8(0, FORMAT);
  bound.setUint8(1, SHELF_NUMBERS[shelf]);
  bound.setUint32(4, keyId);
  bound.setFloat64(8, storeId);
  bound.setFloat64(16, key);
  return new Uint8Array(bound.buffer);
}

/** Nonces of 96 random bits, fetched many at a time. */
function createNonces(): () => Bytes {
  const pool = new Uint8Array(NONCE * 256);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    used += NONCE;
    return pool.slice(used - NONCE, used);
  };
}

/** Over everything behind it, by words: it only tells bits that have turned from a key that does not fit. */
function hashOf(record: Bytes): number {
  const words = new Uint32Array(record.buffer, record.byteOffset + 12, (record.length - 12) >>> 2);
  let hash = record.length;
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193) ^ (hash >>> 15);
  for (let i = 12 + words.length * 4; i < record.length; i++)
    hash = Math.imul(hash ^ (record[i] ?? 0), 0x01000193);
  return hash >>> 0;
}

function aligned(bytes: Bytes): Bytes {
  return bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
}
