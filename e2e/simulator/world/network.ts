import type { Answer } from '#e2e/simulator/server/answer-to.ts';
import type { Hospital } from '#e2e/simulator/server/hospital.ts';
import type { PushWatch } from '#e2e/simulator/proof/sent-twice.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Dice } from './dice.ts';
import { isUnknownTo, saidBy, type Speech } from './other-versions.ts';
import { createConnection, type Connection } from './connection.ts';
import type { Owner, VirtualTime } from './virtual-time.ts';

/** Chances per request, and how long a way takes. */
export interface Weather {
  readonly dropRequest: number;
  readonly dropAnswer: number;
  readonly cutRequest: number;
  readonly cutAnswer: number;
  readonly twice: number;
  /** The request arrives hours after everybody has given it up. */
  readonly late: number;
  readonly cutStream: number;
  readonly stallStream: number;
  readonly slowestMs: number;
}
export const CALM: Weather = {
  dropRequest: 0,
  dropAnswer: 0,
  cutRequest: 0,
  cutAnswer: 0,
  twice: 0,
  late: 0,
  cutStream: 0,
  stallStream: 0,
  slowestMs: 60,
};
const LATEST_MS = 72 * 3_600_000;

/** The side of a process that the network sees. */
export interface Caller extends Owner {
  readonly device: string;
  readonly hasLine: () => boolean;
  readonly connections: Set<Connection>;
  /** Changes that this process was told of what became of them, and when; those that it could not store are not among them. */
  readonly answered: Map<string, number>;
  readonly speech: () => Speech;
  /** The last change that waits on a document of its disk. */
  readonly lastOf: (collection: CollectionName, id: string) => string | undefined;
}
interface NetworkDeps {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly hospital: () => Hospital;
  readonly weather: () => Weather;
  readonly note: (text: string) => void;
  readonly pushes: PushWatch;
}
interface Network {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** The server's process has ended: what it has sent still arrives, nothing else. */
  readonly reset: () => void;
}
const WIRE: Owner = { isAlive: true };
/** Such a body goes up again whole. */
const OTHER_EPOCH = 409;
const DOOR = '/sync/v1/';

/** Everything between the devices and the hospital; `fetch` is what the app calls. */
export function createNetwork(deps: NetworkDeps): Network {
  const { time, dice, note } = deps;
  const connections = new Set<Connection>();
  let [sent, arrived] = [0, 0];
  const way = (): number => 1 + dice.below(deps.weather().slowestMs);
  const send = (call: Call, answered: (answer: Answer | null) => void): void => {
    const { path, caller } = call;
    const no = (sent += 1);
    const weather = deps.weather();
    const is = (chance: number): boolean => chance > 0 && dice.chance(chance);
    if (is(weather.dropRequest)) {
      note(`${path} is lost on its way`);
      if (dice.chance(0.5)) time.after(way(), WIRE, () => answered(null));
      return;
    }
    let { text } = call;
    if (is(weather.cutRequest)) {
      text = text.slice(0, dice.below(text.length));
      note(`${path} is cut after ${text.length} characters`);
    }
    const arrive = (answered: (answer: Answer | null) => void): void => {
      if (no < arrived) note(`${path} is overtaken`);
      arrived = Math.max(arrived, no);
      void deps
        .hospital()
        .handle(path, caller.device, text)
        .then((answer) => time.after(way(), WIRE, answered.bind(null, answer)));
    };
    if (is(weather.twice)) {
      note(`${path} arrives once more`);
      time.after(way() * 40, WIRE, () => arrive(() => undefined));
    }
    if (is(weather.late)) {
      note(`${path} arrives much later`);
      time.after(dice.below(LATEST_MS), WIRE, () => arrive(() => undefined));
      return;
    }
    time.after(way(), WIRE, () =>
      arrive((answer) => {
        if (answer && is(weather.dropAnswer)) {
          note(`the answer to ${path} is lost`);
          if (dice.chance(0.5)) answered(null);
        } else if (answer && is(weather.cutAnswer)) {
          note(`the answer to ${path} is cut`);
          const text = answer.text.slice(0, dice.below(answer.text.length));
          answered({ ...answer, text, isCut: true });
        } else answered(answer);
      }),
    );
  };
  const openStream = (caller: Caller, signal: AbortSignal | null): Promise<Response> =>
    new Promise((resolve, reject) => {
      const connection = createConnection({ ...deps, caller, way });
      connections.add(connection);
      caller.connections.add(connection);
      signal?.addEventListener('abort', connection.break);
      time.after(way(), WIRE, () => {
        void deps
          .hospital()
          .stream(caller.device)
          .then((opened) =>
            time.after(way(), caller, () => {
              if (!opened || !caller.hasLine()) reject(new TypeError('no connection'));
              else if (opened instanceof ReadableStream)
                resolve({ ok: true, status: 200, body: connection.follow(opened) } as never);
              else resolve(responseOf(opened));
            }),
          );
      });
    });
  return {
    fetch: (path, init) => {
      const caller = time.owner() as Caller;
      if (!caller.hasLine())
        return new Promise((_, reject) => {
          time.after(1, caller, () => reject(new TypeError('no network')));
        });
      const name = path.slice(DOOR.length);
      if (name === 'stream')
        return abortable(time, caller, init, openStream(caller, init.signal ?? null));
      const asked = new Promise<Response>((resolve, reject) => {
        const text =
          init.body === undefined ? '' : saidBy(caller.speech(), name, String(init.body));
        const path = isUnknownTo(caller.speech(), name) ? 'unknown' : name;
        const call = { path, caller, text };
        if (name === 'push') deps.pushes.asks(caller, call.text);
        send(call, (answer) =>
          time.after(0, caller, () => {
            if (answer && caller.hasLine()) {
              const { status } = answer;
              const isRefused = status >= 400 && status < 500 && status !== OTHER_EPOCH;
              if (name === 'push' && isRefused) deps.pushes.isRefused(caller, call.text);
              const isWhole = answer.status === 200 && !answer.isCut && !init.signal?.aborted;
              if (name === 'push' && isWhole) deps.pushes.hears(caller, call.text, answer.text);
              resolve(responseOf(answer));
            } else reject(new TypeError('no connection'));
          }),
        );
      });
      return abortable(time, caller, init, asked);
    },
    reset: () => {
      for (const connection of connections) connection.end();
      connections.clear();
    },
  };
}

interface Call {
  readonly path: string;
  readonly caller: Caller;
  readonly text: string;
}

/** Ends the waiting when the caller gives up. */
function abortable(
  time: VirtualTime,
  caller: Caller,
  init: RequestInit,
  asked: Promise<Response>,
): Promise<Response> {
  const { signal } = init;
  if (!signal) return asked;
  return new Promise((resolve, reject) => {
    const stop = (): void => void time.after(0, caller, () => reject(new Error('aborted')));
    if (signal.aborted) {
      asked.catch(() => undefined);
      return stop();
    }
    signal.addEventListener('abort', stop, { once: true });
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** As much of a `Response` as the app reads. */
function responseOf({ status, text }: Answer): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText: '',
    headers: { get: (name: string) => (name === 'content-type' ? type : null) },
    json: async () => JSON.parse(text) as unknown,
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  } as unknown as Response;
}
