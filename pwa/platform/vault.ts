import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ToDerive } from './argon.worker.ts';
import type { DeviceStore } from './device-store.ts';

/** The one random key of this device, and the number by which what it sealed names it. */
export interface DeviceKey {
  readonly id: number;
  readonly key: CryptoKey;
}
/**
 * Where the key of this device's store is unwrapped and held. It lies on the disk wrapped only: for each person by Argon2id of their
 * password, and once by the hospital's share, which it hands to whoever has just signed in on this device. What is unwrapped is in
 * memory alone.
 */
export interface Vault {
  /** False where this browser cannot seal, or is told not to: then it only tells whether a password opens the device. */
  readonly isSealing: boolean;
  /** The key while it is in the hands of this page. */
  readonly key: ReadonlySignal<DeviceKey | null>;
  /** Takes over the key from another page of this browser, or from the one that was here a moment ago. */
  recall(): Promise<void>;
  /** After the hospital accepted a password, with its share: lets the same person open the device offline. Throws `KeyOutOfReach`. */
  enrol(personId: string, password: string, share?: string): Promise<void>;
  /** True if the password is the one last enrolled here, and then the key is in hand; null if this person never was. */
  open(personId: string, password: string): Promise<boolean | null>;
  /** Forgets a person: they need the hospital to come back. */
  forget(personId: string): Promise<void>;
}
/** What is sealed here opens neither with this password nor with the hospital's share: somebody else has to open it first. */
export class KeyOutOfReach extends Error {
  constructor() {
    super('the key of this device is wrapped for others only');
    this.name = 'KeyOutOfReach';
  }
}

/** How a version that did not seal, or a browser that cannot, knows a password again. */
interface Verifier {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly hash: string;
}
interface Wrapped {
  readonly keyId: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly wrapped: ArrayBuffer;
}
interface WrappedForPerson extends Wrapped {
  readonly salt: Uint8Array<ArrayBuffer>;
}
type Derive = (password: string, salt: Uint8Array<ArrayBuffer>) => Promise<string>;
export interface VaultDeps {
  readonly deviceStore: DeviceStore;
  readonly isSealing: boolean;
  /** Argon2id, in hexadecimal; in a worker where absent. */
  readonly derive?: Derive;
}
const PREFIX = 'vault/';
const SHARED = 'vault/hospital';
const AES = 'AES-GCM';

/** Opens the vault over the device store; passwords are derived in a worker that ends after each call. */
export function openVault({ deviceStore, isSealing, derive = inWorker }: VaultDeps): Vault {
  const held = signal<DeviceKey | null>(null);
  const recalled = isSealing ? recallFrom(held) : null;
  const read = <T>(name: string): Promise<T | undefined> => deviceStore.read<T>(PREFIX + name);
  const verify = async (personId: string, password: string): Promise<boolean | null> => {
    const verifier = await read<Verifier>(personId);
    if (!verifier?.hash) return null;
    return isEqual(await derive(password, verifier.salt), verifier.hash);
  };
  const unwrapOwn = async (personId: string, password: string): Promise<DeviceKey | null> => {
    const own = await read<WrappedForPerson>(personId).catch(() => undefined);
    return own?.wrapped ? unwrap(own, await derive(password, own.salt)) : null;
  };
  const isWrapped = async (): Promise<boolean> => {
    const names = await deviceStore.keysWith(PREFIX).catch(() => []);
    const entries = names.map((name) => deviceStore.read<Partial<Wrapped>>(name));
    return (await Promise.all(entries)).some((entry) => entry?.wrapped);
  };
  const keep = async (personId: string, password: string, share?: string): Promise<void> => {
    const shared = share ? await deviceStore.read<Wrapped>(SHARED).catch(() => undefined) : null;
    const byShare = shared && share ? await unwrap(shared, hexOf(share)) : null;
    const key =
      held.peek() ??
      (await unwrapOwn(personId, password)) ??
      byShare ??
      ((await isWrapped()) ? null : await makeKey());
    if (!key) throw new KeyOutOfReach();
    held.value = key;
    if (share && byShare?.id !== key.id)
      await deviceStore.write(SHARED, await wrap(key, hexOf(share)));
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const own: WrappedForPerson = { ...(await wrap(key, await derive(password, salt))), salt };
    await deviceStore.write(PREFIX + personId, own);
  };
  return {
    isSealing,
    key: computed(() => held.value),
    recall: async () => (await recalled)?.(),
    enrol: async (personId, password, share) => {
      if (isSealing) return oneAtATime(() => keep(personId, password, share));
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const verifier: Verifier = { salt, hash: await derive(password, salt) };
      await deviceStore.write(PREFIX + personId, verifier);
    },
    open: async (personId, password) => {
      const isVerified = await verify(personId, password);
      if (!isSealing) return isVerified;
      if (isVerified !== null) {
        if (isVerified && (held.peek() || !(await isWrapped())))
          await oneAtATime(() => keep(personId, password));
        return isVerified && held.peek() === null ? null : isVerified;
      }
      if (!(await read<Wrapped>(personId))) return null;
      const key = await unwrapOwn(personId, password);
      if (key) held.value ??= key;
      return key !== null;
    },
    forget: (personId) => deviceStore.remove([PREFIX + personId]),
  };
}

/** Only a device that seals needs it. Where it cannot be had the password is asked for, as if nobody had the key. */
async function recallFrom(held: Signal<DeviceKey | null>): Promise<() => Promise<void>> {
  const found = await import('./pass-on-key.ts').catch(() => null);
  return found?.passOnKey(held) ?? (async () => undefined);
}

/** Two tabs at the first sign-in of a device make one key. */
function oneAtATime(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('wardline-vault', work) : work();
}

async function makeKey(): Promise<DeviceKey> {
  const id = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
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

async function inWorker(password: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const worker = new Worker(new URL('./argon.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
      worker.onerror = ({ message }) =>
        reject(new Error(`the password was not derived: ${message}`));
      worker.postMessage({ password, salt } satisfies ToDerive);
    });
  } finally {
    worker.terminate();
  }
}

/** Compares in a time that does not tell where the first difference lies. */
function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
