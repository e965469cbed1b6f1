import type { Patient } from '#shared/domain/patient.ts';
import type { Portion } from './read-people.ts';
import type { StoreMessage, StoreRequest } from './store-messages.ts';

/** The sealed store, as a page hands it on to its search worker. */
export interface SealedSource {
  readonly port: MessagePort;
  /** How the page introduced itself. */
  readonly hello: Omit<Extract<StoreRequest, { ask: 'hello' }>, 'ask' | 'id'>;
  /** How RxDB opened the people. */
  readonly params: unknown;
}
interface StoredRow {
  readonly id: string;
  readonly content: Patient;
  readonly _deleted: boolean;
}
interface Scanned {
  readonly documents: readonly StoredRow[];
  readonly next: number | null;
}

/** The people as they lie in the sealed store, page by page, without the page's own thread. Read once: the port closes with the end. */
export async function* readSealedPeople(source: SealedSource): AsyncGenerator<Portion> {
  const { port, hello, params } = source;
  try {
    await ask(port, { id: 0, ask: 'hello', ...hello });
    const instance = (await ask(port, { id: 0, ask: 'open', params })) as number;
    const call = (method: 'scan' | 'close', args: readonly unknown[]): Promise<unknown> =>
      ask(port, { id: 0, ask: 'call', instance, method, args });
    let count = 0;
    for (let from: number | null = 0; from !== null;) {
      const { documents, next } = (await call('scan', [from])) as Scanned;
      count += documents.length;
      const people = documents.map(({ id, content, _deleted }) => ({
        id,
        content,
        isDeleted: _deleted,
      }));
      if (people.length > 0) yield { people, count };
      from = next;
    }
    await call('close', []);
  } finally {
    port.close();
  }
}

/** One question at a time; what the store tells of changes meanwhile comes from the page. */
function ask(port: MessagePort, request: StoreRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<StoreMessage>) => {
      if ('error' in data) reject(new Error(data.error.message));
      else if ('value' in data) resolve(data.value);
    };
    port.postMessage(request);
  });
}
