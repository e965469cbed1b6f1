import type { ArgonApi } from './argon.worker.ts';
import type { DeviceStore } from './device-store.ts';

/**
 * The door of the vault. Today it only tells whether a password opens this device for a person who has signed in here before;
 * the sealed store will keep each person's wrapped key behind the same three calls.
 */
export interface Vault {
  /** After the hospital accepted a password: lets the same person open the device offline. */
  enrol(personId: string, password: string): Promise<void>;
  /** True if the password is the one last enrolled here; null if this person never was. */
  open(personId: string, password: string): Promise<boolean | null>;
  /** Forgets a person: they need the hospital to come back. */
  forget(personId: string): Promise<void>;
}

interface Verifier {
  readonly salt: Uint8Array;
  readonly hash: string;
}

/** Opens the vault over the device store; passwords are derived in a worker that ends after each call. */
export function openVault(deviceStore: DeviceStore): Vault {
  return {
    enrol: async (personId, password) => {
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const verifier: Verifier = { salt, hash: await derive(password, salt) };
      await deviceStore.write(`vault/${personId}`, verifier);
    },
    open: async (personId, password) => {
      const verifier = await deviceStore.read<Verifier>(`vault/${personId}`);
      if (!verifier) return null;
      return isEqual(await derive(password, verifier.salt), verifier.hash);
    },
    forget: (personId) => deviceStore.remove([`vault/${personId}`]),
  };
}

async function derive(password: string, salt: Uint8Array): Promise<string> {
  const worker = new Worker(new URL('./argon.worker.ts', import.meta.url), { type: 'module' });
  try {
    const { wrap } = await import('comlink');
    return await wrap<ArgonApi>(worker).derive(password, salt);
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
