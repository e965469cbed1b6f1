import type { DeviceKey } from './vault.ts';

/** A value that lies sealed: nothing of it is readable without the device's key. */
export interface SealedValue {
  readonly keyId: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}
const AES = 'AES-GCM';

/** Seals what JSON can say. `place` is bound to it: no value opens in another's place. */
export async function sealValue(
  { id, key }: DeviceKey,
  place: string,
  value: unknown,
): Promise<SealedValue> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return { keyId: id, iv, sealed: await crypto.subtle.encrypt(how(iv, place), key, bytes) };
}

/** Null where it cannot be opened: another key, another place, or damaged. */
export async function unsealValue<T>(
  { key }: DeviceKey,
  place: string,
  { iv, sealed }: SealedValue,
): Promise<T | null> {
  try {
    const bytes = await crypto.subtle.decrypt(how(iv, place), key, sealed);
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch {
    return null;
  }
}

export function isSealed(value: unknown): value is SealedValue {
  return typeof value === 'object' && value !== null && 'sealed' in value && 'iv' in value;
}

function how(iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: AES, iv, additionalData: new TextEncoder().encode(place) };
}
