/** A message between the databases of one browser, as RxDB sends it. */
type Listener = (message: unknown) => void;

/**
 * What RxDB asks of the package `broadcast-channel`, over the browser's own BroadcastChannel: the build puts it in that package's place,
 * because every browser that can run this app has the real one, and its three substitutes for old browsers weigh 5 KB.
 */
class RxdbChannel {
  readonly name: string;
  isClosed = false;
  readonly #channel: globalThis.BroadcastChannel;
  readonly #listeners = new Set<Listener>();

  constructor(name: string) {
    this.name = name;
    this.#channel = new globalThis.BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent) => {
      for (const listener of this.#listeners) listener(data);
    };
  }

  async postMessage(message: unknown): Promise<void> {
    if (!this.isClosed) this.#channel.postMessage(message);
  }

  addEventListener(_type: 'message', listener: Listener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'message', listener: Listener): void {
    this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.#listeners.clear();
    this.#channel.close();
  }
}
export { RxdbChannel as BroadcastChannel };

/** Who leads is decided by our own Web Lock (`tab-lock.ts`); RxDB imports its own way and is never asked to use it. */
export function createLeaderElection(): never {
  throw new Error('broken promise: the leading tab is chosen by Web Lock, not by RxDB');
}
