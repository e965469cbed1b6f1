import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#e2e/harness/free-port.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';

/** What may befall a request on its way. */
const FATES = {
  passes: 60,
  'is stalled': 14,
  'is cut before the hospital': 7,
  'loses its answer': 7,
  'is cut within its answer': 4,
  'is sent again': 8,
} as const;
type Fate = keyof typeof FATES;

/** A line of our own between one device and the hospital: it cuts, stalls and replays, by its dice. */
export interface RoughLine {
  readonly port: number;
  /** How often what befell a request. */
  readonly befallen: ReadonlyMap<string, number>;
  /** From now on everything passes, or does not. */
  calm(isCalm: boolean): void;
  /** Holds every push back for ever, or lets them pass again; everything else goes its way. */
  holdPushes(areHeld: boolean): void;
  remove(): Promise<void>;
}

const MOST_STALL_MS = 1500;
const MOST_STREAM_MS = 6000;

/** Lays one to a hospital's port. */
export async function layRoughLine(
  hospital: { readonly port: number },
  dice: Dice,
): Promise<RoughLine> {
  const befallen = new Map<string, number>();
  let isCalm = false;
  let areHeld = false;
  const server = createServer((asked, answer) => {
    asked.on('error', () => undefined);
    answer.on('error', () => undefined);
    if (areHeld && asked.url === '/sync/v1/push') return;
    const fate = isCalm || !isOfSync(asked) ? 'passes' : dice.weighed(FATES);
    if (isOfSync(asked)) befallen.set(fate, (befallen.get(fate) ?? 0) + 1);
    void carry({ port: hospital.port, dice, isCalm: () => isCalm }, fate, asked, answer).catch(() =>
      answer.destroy(),
    );
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port,
    befallen,
    calm: (next) => {
      isCalm = next;
      // What was stalled or held is tried anew.
      server.closeAllConnections();
    },
    holdPushes: (next) => {
      areHeld = next;
      server.closeAllConnections();
    },
    remove: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Way {
  readonly port: number;
  readonly dice: Dice;
  readonly isCalm: () => boolean;
}

function isOfSync({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/sync/') || url.startsWith('/api/');
}

async function carry(
  way: Way,
  fate: Fate,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { dice } = way;
  const body = await buffer(asked);
  if (fate === 'is stalled') await sleep(dice.below(MOST_STALL_MS));
  if (fate === 'is cut before the hospital') return void answer.destroy();
  const told = await ask(way.port, asked, body);
  told.on('error', () => answer.destroy());
  if (asked.url === '/sync/v1/stream') return stream(way, told, answer);
  const whole = await buffer(told);
  // A caller in the middle that has heard nothing asks once more; what the hospital says to that nobody hears.
  if (fate === 'is sent again')
    (await ask(way.port, asked, body)).on('error', () => undefined).resume();
  if (fate === 'loses its answer') return void answer.destroy();
  answer.writeHead(told.statusCode ?? 502, told.headers);
  if (fate === 'is cut within its answer') {
    answer.write(whole.subarray(0, Math.floor(whole.length / 2)), () => answer.destroy());
    return;
  }
  answer.end(whole);
}

function ask(port: number, asked: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const { method, url: path, headers } = asked;
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers, agent: false }, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The live line holds for a while. */
function stream({ dice, isCalm }: Way, told: IncomingMessage, answer: ServerResponse): void {
  answer.writeHead(told.statusCode ?? 502, told.headers);
  told.pipe(answer);
  answer.on('close', () => told.destroy());
  const until = setTimeout(
    () => (isCalm() ? undefined : answer.destroy()),
    dice.below(MOST_STREAM_MS),
  );
  until.unref();
}
