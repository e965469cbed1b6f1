import type { RxStorageInstanceCreationParams } from 'rxdb/plugins/core';
import type { SealedInstance } from '#pwa/sealed-store/instance.ts';
import { SealedStoreError } from '#pwa/sealed-store/sealed-error.ts';
import type { Damage } from '#pwa/sealed-store/store.ts';
import { getRxStorageSealed, type RxStorageSealed } from '#pwa/sealed-store/storage.ts';
import { loadSegment, type Load } from './load-segment.ts';
import type { StoreFailure, StoreMessage, StoreRequest } from './store-messages.ts';

export interface HostDeps {
  /** Resolves when a page that said hello is gone. */
  readonly whenGone: (page: string) => Promise<void>;
  /** What pages may know this host by: as long as it lives. */
  readonly name: string;
  /** Another IndexedDB than the global one. */
  readonly idb?: Pick<
    Parameters<typeof getRxStorageSealed>[0],
    'indexedDB' | 'IDBKeyRange' | 'tidyAfterMs'
  >;
}
interface Host {
  readonly deps: HostDeps;
  /** One storage for all pages, so that their collections share one state. */
  storage: RxStorageSealed | null;
  keyId: number;
  /** The ways to all pages. */
  readonly pages: Set<(message: StoreMessage) => void>;
}

/** Hosts the sealed store for all pages of this browser. Returns what a new page's port is handed to. */
export function createStoreHost(deps: HostDeps): (port: MessagePort) => void {
  const host: Host = { deps, storage: null, keyId: 0, pages: new Set() };
  return (port) => serve(host, port);
}

/** One page: what it opens is closed when it is gone. */
function serve(host: Host, port: MessagePort): void {
  const opened = new Map<number, SealedInstance>();
  let last = 0;
  const say = (message: StoreMessage): void => port.postMessage(message);
  host.pages.add(say);
  const answer = async (request: StoreRequest): Promise<unknown> => {
    if (request.ask === 'hello') {
      openWith(host, request);
      void host.deps.whenGone(request.page).then(() => {
        host.pages.delete(say);
        return closeAll(opened);
      });
      return host.deps.name;
    }
    if (request.ask === 'open') {
      if (!host.storage) throw new Error('broken promise: a page says hello before it opens');
      const params = request.params as RxStorageInstanceCreationParams<never, never>;
      const instance = await host.storage.createStorageInstance(params);
      const number = (last += 1);
      opened.set(number, instance as unknown as SealedInstance);
      instance.changeStream().subscribe((bulk) => say({ instance: number, bulk }));
      return number;
    }
    const instance = opened.get(request.instance);
    if (!instance) throw new SealedStoreError({ kind: 'closed' });
    if (request.method === 'load') return loadSegment(instance, request.args[0] as Load);
    if (request.method === 'close' || request.method === 'remove') opened.delete(request.instance);
    return (instance[request.method] as (...args: unknown[]) => unknown)(...request.args);
  };
  port.onmessage = ({ data }: MessageEvent<StoreRequest>) => {
    answer(data).then(
      (value) => say({ id: data.id, value }),
      (cause: unknown) => say({ id: data.id, error: failureOf(cause) }),
    );
  };
}

/** All pages of a browser have one key; another one opens nothing. */
function openWith(host: Host, { key, notes }: Extract<StoreRequest, { ask: 'hello' }>): void {
  if (!host.storage) {
    const metaOf = (metaCollection: string): string | null => notes[metaCollection] ?? null;
    const onDamage = ({ collection, shelf, what }: Damage): void => {
      for (const say of host.pages) say({ damage: { collection, shelf, what } });
    };
    host.storage = getRxStorageSealed({ keys: [key], metaOf, onDamage, ...host.deps.idb });
    host.keyId = key.id;
  } else if (host.keyId !== key.id) throw new SealedStoreError({ kind: 'wrong-key' });
}

async function closeAll(opened: Map<number, SealedInstance>): Promise<void> {
  const instances = [...opened.values()];
  opened.clear();
  for (const instance of instances) await instance.close().catch(() => undefined);
}

function failureOf(cause: unknown): StoreFailure {
  const { name = 'Error', message = String(cause) } = cause as Partial<Error>;
  return cause instanceof SealedStoreError
    ? { name, message, fault: { kind: cause.fault.kind } }
    : { name, message };
}
