import type { DeviceKey } from '#pwa/platform/vault.ts';
import { mendDamage, type MendDeps } from './mend-damage.ts';
import { namesOfNotes } from './names-of-notes.ts';
import { openStoreDoor, type Hello, type StoreDoor } from './sealed-door.ts';

/** The sealed store of this browser, as this page has it. */
export interface SealedStore extends StoreDoor {
  /** One more way to the same worker, for another worker of this page. */
  readonly port: () => MessagePort;
  /** How this page introduced itself. */
  readonly hello: Hello;
  /** Has what cannot be opened filled again from the hospital, from now on. */
  readonly mend: (deps: Pick<MendDeps, 'deviceStore' | 'sync'>) => void;
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
    mend: (deps) => mendDamage({ ...deps, damage$: door.damage$ }),
    lost: Promise.race([door.takenOver, navigator.locks.request(door.host, () => undefined)]),
  };
}

function toWorker(): MessagePort {
  return new SharedWorker(new URL('../workers/store.worker.ts', import.meta.url), {
    type: 'module',
    name: 'wardline-store',
  }).port;
}
