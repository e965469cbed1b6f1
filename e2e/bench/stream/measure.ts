import { join } from 'node:path';
import { median, printRatio } from '#e2e/bench/interleave.ts';
import { measureFlood } from './measure-flood.ts';
import { measureVisible } from './visible/measure-visible.ts';
import { startPart, type Part } from '#e2e/bench/talk.ts';

const CLIENTS = 5000;
const EVENTS = 20;
const ROUNDS = 3;

interface Figures {
  readonly cpuMsPerEvent: number;
  readonly kibPerClient: number;
}

/** The live stream with 5,000 clients beside Hono's `streamSSE`, in turn. */
export async function measure(): Promise<void> {
  await measureFlood();
  await measureVisible();
  const product: Figures[] = [];
  const hono: Figures[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    product.push(await measureCrowd('product-server.ts', round));
    hono.push(await measureCrowd('reference-server.ts', round));
  }
  const cpu = (all: readonly Figures[]): number => median(all.map((one) => one.cpuMsPerEvent));
  const kib = (all: readonly Figures[]): number => median(all.map((one) => one.kibPerClient));
  console.log(`stream.cpu-ms-per-event ${cpu(product).toFixed(1)}, hono ${cpu(hono).toFixed(1)}`);
  printRatio('stream.cpu-vs-hono', cpu(product) / cpu(hono));
  printRatio('stream.kib-per-client', kib(product));
  printRatio('stream.kib-per-client-hono', kib(hono));
}

async function measureCrowd(file: string, round: number): Promise<Figures> {
  const server = startPart(join(import.meta.dirname, file));
  const crowd = startPart(join(import.meta.dirname, 'crowd.ts'));
  try {
    const { port, cookies } = await server.ask({ kind: 'start', clients: CLIENTS }, 'ready');
    const idle = await server.ask({ kind: 'use' }, 'used');
    await crowd.ask({ kind: 'connect', port, cookies }, 'heard');
    const full = await server.ask({ kind: 'use' }, 'used');
    for (let event = 1; event <= EVENTS; event += 1) await sendOne(server, crowd, event);
    const after = await server.ask({ kind: 'use' }, 'used');
    const figures = {
      cpuMsPerEvent: (after.cpuMs - full.cpuMs - full.lookMs) / EVENTS,
      kibPerClient: (full.residentKiB - idle.residentKiB) / CLIENTS,
    };
    console.log(`round ${round} ${file} ${JSON.stringify(figures)}`);
    return figures;
  } finally {
    await Promise.all([server.stop(), crowd.stop()]);
  }
}

/** The next event goes out when everybody has this one: none may be missing, none may come twice. */
async function sendOne(server: Part, crowd: Part, event: number): Promise<void> {
  await server.ask({ kind: 'send' }, 'sent');
  const heard = await crowd.ask({ kind: 'hear', events: event }, 'heard');
  if (heard.least !== event || heard.most !== event)
    throw new Error(`event ${event}: between ${heard.least} and ${heard.most} were delivered`);
}
