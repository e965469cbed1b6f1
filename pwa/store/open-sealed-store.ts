import type { DeviceKey } from '#pwa/platform/vault.ts';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import { openStoreDoor, type Hello, type StoreDoor } from './sealed-door.ts';

/** The sealed store of this browser, as this page has it. */
export interface SealedStore extends StoreDoor {
  /** One more way to the same worker, for another worker of this page. */
  readonly port: () => MessagePort;
  /** How this page introduced itself. */
  readonly hello: Hello;
  /** Resolves when the worker is gone: what is written from then on is lost. */
  readonly lost: Promise<void>;
}

/** Starts the worker that hosts the store, or joins the tabs that have it already. */
export async function openSealedStore(key: DeviceKey): Promise<SealedStore> {
  const page = `wardline-page-${crypto.randomUUID()}`;
  await new Promise<void>((resolve) => {
    void navigator.locks.request(page, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
  const hello: Hello = { key, page, notes: await namesOfNotes() };
  const door = await openStoreDoor(toWorker(), hello);
  return {
    ...door,
    hello,
    port: toWorker,
    lost: navigator.locks.request(door.host, () => undefined),
  };
}

/** How RxDB names the collections in which its replications keep their notes (`replicateRxCollection`). */
async function namesOfNotes(): Promise<Record<string, string>> {
  const names = COLLECTIONS.map(async (name) => {
    const text = new TextEncoder().encode(`${name}-hospital-${name}`);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
    const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return [`rx-replication-meta-${hex}`, name] as const;
  });
  return Object.fromEntries(await Promise.all(names));
}

function toWorker(): MessagePort {
  return new SharedWorker(new URL('../workers/store.worker.ts', import.meta.url), {
    type: 'module',
    name: 'wardline-store',
  }).port;
}
