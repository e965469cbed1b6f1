import type { Dice } from './dice.ts';
import type { Caller, Weather } from './network.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One open stream: bytes in order, until it breaks, stalls or is closed. */
export interface Connection {
  /** Carries what the server sends; answers the side that the app reads. */
  readonly follow: (stream: ReadableStream<Uint8Array>) => unknown;
  readonly break: () => void;
  /** The other side has ended: what it has sent arrives before that is noticed. */
  readonly end: () => void;
  /** Nothing comes any more, and nobody says so. */
  readonly stall: () => void;
}
interface ConnectionDeps {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly caller: Caller;
  readonly weather: () => Weather;
  readonly way: () => number;
  readonly note: (text: string) => void;
}
interface Read {
  readonly resolve: (result: { done: boolean; value: Uint8Array | undefined }) => void;
  readonly reject: (cause: unknown) => void;
}

/** A way for a stream from the hospital to one process. */
export function createConnection(deps: ConnectionDeps): Connection {
  const { time, dice, caller, way } = deps;
  const arrived: Uint8Array[] = [];
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  let state: 'open' | 'stalled' | 'broken' = 'open';
  let waiting: Read | null = null;
  let lastAt = 0;
  const give = (): void => {
    if (!waiting) return;
    const value = arrived.shift();
    if (!value && state !== 'broken') return;
    const { resolve, reject } = waiting;
    waiting = null;
    if (value) resolve({ done: false, value });
    else reject(new TypeError('the connection broke'));
  };
  const breakUp = (): void => {
    if (state === 'broken') return;
    state = 'broken';
    caller.connections.delete(connection);
    void reader?.cancel().catch(() => undefined);
    time.after(way(), caller, give);
  };
  const arrive = (chunk: Uint8Array): void => {
    if (state !== 'open' || !caller.isAlive) return;
    const weather = deps.weather();
    if (weather.stallStream > 0 && dice.chance(weather.stallStream)) {
      deps.note('a stream stalls');
      state = 'stalled';
      return;
    }
    if (weather.cutStream > 0 && dice.chance(weather.cutStream)) {
      deps.note('a stream is cut');
      arrived.push(chunk.subarray(0, 1 + dice.below(chunk.byteLength)));
      breakUp();
      return;
    }
    arrived.push(chunk);
    give();
  };
  const carry = async (stream: ReadableStreamDefaultReader<Uint8Array>): Promise<void> => {
    for (;;) {
      const { done, value } = await stream.read();
      if (state !== 'open') return;
      lastAt = Math.max(lastAt, time.now() + way());
      const ms = lastAt - time.now();
      if (done) return void time.after(ms, caller, breakUp);
      time.after(ms, caller, () => arrive(value));
    }
  };
  const connection: Connection = {
    follow: (stream) => {
      reader = stream.getReader();
      if (state === 'open') void carry(reader).catch(() => undefined);
      return {
        getReader: () => ({
          read: () =>
            new Promise((resolve, reject) => {
              waiting = { resolve, reject };
              give();
            }),
          cancel: async () => {
            state = 'broken';
            caller.connections.delete(connection);
            await reader?.cancel();
          },
        }),
      };
    },
    break: breakUp,
    end: () => void time.after(Math.max(0, lastAt - time.now()) + way(), caller, breakUp),
    stall: () => void (state = state === 'open' ? 'stalled' : state),
  };
  return connection;
}
