import type { Signal } from '@preact/signals';
import type { DeviceStore } from './device-store.ts';
import { passOnKey } from './pass-on-key.ts';
import { KeyOutOfReach, NOT_KEPT, PREFIX, type Derive, type DeviceKey } from './vault.ts';

interface Wrapped {
  readonly keyId: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly wrapped: ArrayBuffer;
}
interface WrappedForPerson extends Wrapped {
  readonly salt: Uint8Array<ArrayBuffer>;
}
interface Opening {
  readonly deviceStore: DeviceStore;
  readonly derive: Derive;
  readonly held: Signal<DeviceKey | null>;
}
interface Who {
  readonly personId: string;
  readonly password: string;
  readonly share?: string | undefined;
}

/** The part of the vault that only a device that seals needs. */
export interface Sealing {
  readonly recall: () => Promise<void>;
  readonly enrol: (who: Who) => Promise<void>;
  /** `isVerified` is what the entry of a version that did not seal says of the password; null where there is none. */
  readonly open: (who: Who, isVerified: boolean | null) => Promise<boolean | null>;
}
const SHARED = 'vault/hospital';
const AES = 'AES-GCM';

/** Wraps the key of this device and unwraps it, and passes it on. */
export function openSealing(vault: Opening): Sealing {
  const { deviceStore, held } = vault;
  const { recall, prepare } = passOnKey(held);
  const keep = (who: Who): Promise<void> => oneAtATime(() => keepFor(vault, who));
  return {
    recall,
    enrol: async (who) => {
      const prepared = prepare();
      await keep(who);
      await prepared;
    },
    open: async (who, isVerified) => {
      if (isVerified !== null) {
        // Where there is no room for it, whoever may come in comes in all the same: what is kept stays as it is.
        if (isVerified && (held.peek() || !(await isWrapped(deviceStore))))
          await keep(who).catch(() => undefined);
        return isVerified && held.peek() === null ? null : isVerified;
      }
      if (!(await deviceStore.read(PREFIX + who.personId))) return null;
      const key = await unwrapOwn(vault, who);
      if (key) held.value ??= key;
      return key !== null;
    },
  };
}

/** Wraps the key of this device for somebody, and by the hospital's share; the first of all makes it. */
async function keepFor(vault: Opening, who: Who): Promise<void> {
  const { deviceStore, derive, held } = vault;
  const { personId, password, share } = who;
  const shared = share ? await deviceStore.read<Wrapped>(SHARED).catch(() => undefined) : null;
  const byShare = shared && share ? await unwrap(shared, hexOf(share)) : null;
  const inHand = held.peek()?.id === NOT_KEPT ? null : held.peek();
  const known = inHand ?? (await unwrapOwn(vault, who)) ?? byShare;
  if (!known && (await isWrapped(deviceStore))) throw new KeyOutOfReach();
  const key = known ?? (await makeKey());
  held.value = known;
  try {
    if (share && byShare?.id !== key.id)
      await deviceStore.write(SHARED, await wrap(key, hexOf(share)));
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const own: WrappedForPerson = { ...(await wrap(key, await derive(password, salt))), salt };
    await deviceStore.write(PREFIX + personId, own);
    held.value = key;
  } catch (cause) {
    held.value = known ?? { ...key, id: NOT_KEPT };
    throw cause;
  }
}

async function unwrapOwn(
  { deviceStore, derive }: Opening,
  { personId, password }: Who,
): Promise<DeviceKey | null> {
  const own = await deviceStore.read<WrappedForPerson>(PREFIX + personId).catch(() => undefined);
  return own?.wrapped ? unwrap(own, await derive(password, own.salt)) : null;
}

/** True where somebody can open it. */
async function isWrapped(deviceStore: DeviceStore): Promise<boolean> {
  const names = await deviceStore.keysWith(PREFIX).catch(() => []);
  const entries = names.map((name) => deviceStore.read<Partial<Wrapped>>(name));
  return (await Promise.all(entries)).some((entry) => entry?.wrapped);
}

/** Two tabs at the first sign-in of a device make one key. */
function oneAtATime(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('wardline-vault', work) : work();
}

async function makeKey(): Promise<DeviceKey> {
  const id = crypto.getRandomValues(new Uint32Array(1))[0] || NOT_KEPT + 1;
  const use: KeyUsage[] = ['encrypt', 'decrypt'];
  // It has to be wrapped for whoever comes next.
  return { id, key: await crypto.subtle.generateKey({ name: AES, length: 256 }, true, use) };
}

async function wrap({ id, key }: DeviceKey, secret: string): Promise<Wrapped> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const around = await wrappingKey(secret, 'wrapKey');
  return { keyId: id, iv, wrapped: await crypto.subtle.wrapKey('raw', key, around, params(iv)) };
}

/** Null where the secret is not the one that it was wrapped with. */
async function unwrap({ keyId, iv, wrapped }: Wrapped, secret: string): Promise<DeviceKey | null> {
  const around = await wrappingKey(secret, 'unwrapKey');
  const use: KeyUsage[] = ['encrypt', 'decrypt'];
  try {
    const key = await crypto.subtle.unwrapKey('raw', wrapped, around, params(iv), AES, true, use);
    return { id: keyId, key };
  } catch {
    return null;
  }
}

function params(iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: AES, iv };
}

function wrappingKey(hex: string, use: KeyUsage): Promise<CryptoKey> {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  return crypto.subtle.importKey('raw', bytes, AES, false, [use]);
}

/** The hospital's share comes in base64url. */
function hexOf(share: string): string {
  const text = atob(share.replaceAll('-', '+').replaceAll('_', '/'));
  return Array.from(text, (one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
