import { Agent, request, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import { parseFrame } from '#shared/sync/parse-frame.ts';
import { answerWith, usedSoFar, type Asked, type Told } from '#e2e/bench/talk.ts';

const LIMIT = 400;
const unzip = promisify(zstdDecompress);
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const devices: Returning[] = [];
const errors: string[] = [];

/** One device that comes back: it follows the stream, pulls what it missed, and pulls again wherever a change does not fit (S7). */
interface Returning {
  readonly cookie: string;
  end: number;
  readonly revs: Map<string, string>;
  pulling: Promise<void> | null;
  again: boolean;
}
let hospital = { port: 0, epoch: '' };

answerWith(answer, () => process.exit(0));

async function answer(question: Asked): Promise<Told> {
  if (question.kind === 'return') {
    hospital = question;
    for (const cookie of question.cookies) {
      const device = { cookie, end: question.after, revs: new Map(), pulling: null, again: false };
      devices.push(device);
      follow(device);
    }
    return usedSoFar();
  }
  if (question.kind !== 'settle') return usedSoFar();
  const isDone = ({ end }: Returning): boolean => end >= question.head;
  const patience = Date.now() + 60_000;
  while (!devices.every(isDone) && errors.length === 0 && Date.now() < patience)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const missing = devices.reduce((sum, { revs }) => sum + (question.documents - revs.size), 0);
  return { kind: 'returned', errors: errors.slice(0, 5), missing };
}

function follow(device: Returning): void {
  const { cookie } = device;
  const asking = request(
    { agent, port: hospital.port, host: '127.0.0.1', path: '/sync/v1/stream', headers: { cookie } },
    (stream) => {
      if (stream.statusCode !== 200) errors.push(`stream ${stream.statusCode}`);
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) hear(device, block);
      });
      stream.on('end', () => errors.push('a stream ended'));
    },
  );
  asking.on('error', ({ message }) => errors.push(message));
  asking.end();
}

function hear(device: Returning, block: string): void {
  const frame = parseFrame(block.slice(block.indexOf('data: ') + 6));
  if (frame?.kind === 'heartbeat' || frame?.kind === 'poke') return;
  const fits = frame?.kind === 'change' && frame.from === device.end && !device.pulling;
  if (!fits) return pullAll(device);
  take(device, frame.documents);
  device.end = frame.to;
}

/** Pages until the feed's end; what is told meanwhile is pulled once more. */
function pullAll(device: Returning): void {
  device.again = true;
  device.pulling ??= (async () => {
    while (device.again) {
      device.again = false;
      for (let isEnd = false; !isEnd;) {
        const page = await pull(device);
        take(device, page.documents);
        device.end = page.checkpoint.scopes['facility'] ?? device.end;
        ({ isEnd } = page);
      }
    }
    device.pulling = null;
  })().catch((cause: unknown) => void errors.push(String(cause)));
}

function take({ revs }: Returning, documents: readonly WireDocument[]): void {
  for (const { id, rev } of documents) revs.set(id, rev);
}

function pull({ cookie, end }: Returning): Promise<PullAnswer> {
  const checkpoint = { epoch: hospital.epoch, scopes: { facility: end } };
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        agent,
        port: hospital.port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/sync/v1/pull',
        headers: { cookie, 'content-type': 'application/json', 'accept-encoding': 'zstd' },
      },
      (response) => void answerOf(response).then(resolve, reject),
    );
    asking.on('error', reject);
    asking.end(JSON.stringify({ collection: 'patients', checkpoint, limit: LIMIT }));
  });
}

async function answerOf(response: IncomingMessage): Promise<PullAnswer> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  if (response.statusCode !== 200) throw new Error(`pull ${response.statusCode}`);
  const isZipped = response.headers['content-encoding'] === 'zstd';
  return JSON.parse((isZipped ? await unzip(bytes) : bytes).toString()) as PullAnswer;
}
