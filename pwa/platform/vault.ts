import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { ToDerive } from './argon.worker.ts';
import type { DeviceStore } from './device-store.ts';
import type { openSealing, Sealing } from './wrap-key.ts';

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
export type Derive = (password: string, salt: Uint8Array<ArrayBuffer>) => Promise<string>;
export interface VaultDeps {
  readonly deviceStore: DeviceStore;
  readonly isSealing: boolean;
  /** Argon2id, in hexadecimal; in a worker where absent. */
  readonly derive?: Derive;
}
/** The number of a key that the browser would not keep: what it seals opens until the page is closed. */
export const NOT_KEPT = 0;
/** Where the device store keeps what belongs to a person. */
export const PREFIX = 'vault/';

/** Opens the vault over the device store; passwords are derived in a worker that ends after each call. */
export function openVault({ deviceStore, isSealing, derive = inWorker }: VaultDeps): Vault {
  const held = signal<DeviceKey | null>(null);
  const sealing = isSealing ? sealingOf({ deviceStore, derive, held }) : null;
  const verify = async (personId: string, password: string): Promise<boolean | null> => {
    const verifier = await deviceStore.read<Verifier>(PREFIX + personId);
    if (!verifier?.hash) return null;
    return isEqual(await derive(password, verifier.salt), verifier.hash);
  };
  return {
    isSealing,
    key: computed(() => held.value),
    // Where its part cannot be had the password is asked for, as if nobody had the key.
    recall: async () => (await sealing?.catch(() => null))?.recall(),
    enrol: async (personId, password, share) => {
      if (sealing) return (await sealing).enrol({ personId, password, share });
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const verifier: Verifier = { salt, hash: await derive(password, salt) };
      await deviceStore.write(PREFIX + personId, verifier);
    },
    open: async (personId, password) => {
      const isVerified = await verify(personId, password);
      return sealing ? (await sealing).open({ personId, password }, isVerified) : isVerified;
    },
    forget: (personId) => deviceStore.remove([PREFIX + personId]),
  };
}

/** Only a device that seals needs it. */
async function sealingOf(vault: Parameters<typeof openSealing>[0]): Promise<Sealing> {
  return (await import('./wrap-key.ts')).openSealing(vault);
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
