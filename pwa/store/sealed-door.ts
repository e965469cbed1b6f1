import type { EventBulk, RxStorage, RxStorageInstance } from 'rxdb/plugins/core';
import { RXDB_VERSION } from 'rxdb/plugins/core';
import { ReplaySubject, Subject, type Observable } from 'rxjs';
import type {
  StoreDamage,
  StoreFailure,
  StoreMessage,
  StoreMethod,
  StoreRequest,
} from '#pwa/workers/store-messages.ts';

type Bulk = EventBulk<never, unknown>;
type Ask = StoreRequest extends infer R ? (R extends unknown ? Omit<R, 'id'> : never) : never;

/** The sealed store as a page has it: RxDB's storage, whose work is done in the worker behind a port. */
export interface StoreDoor {
  readonly storage: RxStorage<SealedInternals, unknown>;
  /** Whatever cannot be opened, once each. */
  readonly damage$: Observable<StoreDamage>;
  /** The name of the lock that the worker holds as long as it lives. */
  readonly host: string;
  /** Resolves when another worker has taken over: nothing can be written any more. */
  readonly takenOver: Promise<void>;
}
/** What an open collection can be asked besides. */
export interface SealedInternals {
  /** How it was opened, as it can be handed on. */
  readonly params: unknown;
  readonly ask: (method: StoreMethod, args: readonly unknown[]) => Promise<unknown>;
}
/** What failed in the worker, as if it had failed here. */
export class StoreDoorError extends Error {
  /** What the sealed store says of itself. */
  readonly fault: string | null;
  constructor({ name, message, fault }: StoreFailure) {
    super(message);
    this.name = name;
    this.fault = fault?.kind ?? null;
  }
}

export type Hello = Omit<Extract<StoreRequest, { ask: 'hello' }>, 'ask' | 'id'>;

/** Says hello to the worker behind a port, with the key and the name of the lock that this page holds as long as it lives. */
export async function openStoreDoor(port: MessagePort, hello: Hello): Promise<StoreDoor> {
  const waiting = new Map<number, (message: StoreMessage) => void>();
  const changes = new Map<number, Subject<Bulk>>();
  // Some of it is found before anybody can listen.
  const damage$ = new ReplaySubject<StoreDamage>();
  let lose = (): void => undefined;
  const takenOver = new Promise<void>((resolve) => (lose = resolve));
  let last = 0;
  const ask = (request: Ask): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, (message) => {
        waiting.delete(id);
        if ('error' in message) {
          if (message.error.fault?.kind === 'taken-over') lose();
          reject(new StoreDoorError(message.error));
        } else resolve('value' in message ? message.value : undefined);
      });
      port.postMessage({ ...request, id });
    });
  port.onmessage = ({ data }: MessageEvent<StoreMessage>) => {
    if ('id' in data) waiting.get(data.id)?.(data);
    else if ('damage' in data) damage$.next(data.damage);
    else streamOf(changes, data.instance).next(data.bulk as Bulk);
  };
  const host = (await ask({ ask: 'hello', ...hello })) as string;
  const storage: StoreDoor['storage'] = {
    name: 'sealed-remote',
    rxdbVersion: RXDB_VERSION,
    createStorageInstance: async (params) => {
      const crossing = plain(params);
      const number = (await ask({ ask: 'open', params: crossing })) as number;
      const call: SealedInternals['ask'] = (method, args) =>
        ask({ ask: 'call', instance: number, method, args });
      const internals = { ask: call, params: crossing };
      return instanceOf(params as never, internals, streamOf(changes, number)) as never;
    },
  };
  return { storage, damage$, host, takenOver };
}

function streamOf(changes: Map<number, Subject<Bulk>>, instance: number): Subject<Bulk> {
  const known = changes.get(instance);
  if (known) return known;
  const made = new Subject<Bulk>();
  changes.set(instance, made);
  return made;
}

type Params = Parameters<RxStorage<SealedInternals, unknown>['createStorageInstance']>[0];

function instanceOf(
  params: Params,
  internals: SealedInternals,
  changes: Subject<Bulk>,
): RxStorageInstance<never, SealedInternals, unknown> {
  const { ask } = internals;
  let closed: Promise<void> | null = null;
  const end = (method: 'close' | 'remove'): Promise<void> =>
    (closed ??= ask(method, []).then(() => changes.complete()));
  const asked =
    (method: StoreMethod) =>
    (...args: readonly unknown[]): Promise<never> =>
      ask(method, args) as Promise<never>;
  return {
    databaseName: params.databaseName,
    collectionName: params.collectionName,
    schema: params.schema as never,
    internals,
    options: params.options as object,
    bulkWrite: asked('bulkWrite'),
    findDocumentsById: asked('findDocumentsById'),
    query: asked('query'),
    count: asked('count'),
    getChangedDocumentsSince: asked('getChangedDocumentsSince'),
    cleanup: asked('cleanup'),
    getAttachmentData: () => Promise.reject(new Error('the sealed store keeps no attachments')),
    changeStream: () => changes.asObservable() as never,
    close: () => end('close'),
    remove: () => end('remove'),
  };
}

/** What can cross: RxDB hands settings along that hold functions. */
function plain(params: object): unknown {
  return JSON.parse(JSON.stringify(params));
}
