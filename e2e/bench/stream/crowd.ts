import { connect, type Socket } from 'node:net';
import { answerWith, usedSoFar, type Asked, type Told } from '#e2e/bench/talk.ts';

/** Ends every event of the benchmark, so that a client counts them without reading more. */
const MARK = Buffer.from('event: change\n');
/** So many connections are opened at once; a listening socket holds few more that nobody has accepted yet. */
const AT_ONCE = 200;

interface Client {
  readonly socket: Socket;
  heard: number;
  /** The end of what came last: a mark may be cut in two. */
  tail: Buffer;
}
const clients: Client[] = [];
let wanted: { readonly events: number; readonly done: () => void } | null = null;
let missing = 0;

answerWith(answer, () => process.exit(0));

async function answer(question: Asked): Promise<Told> {
  if (question.kind === 'connect') await connectAll(question.port, question.cookies);
  else if (question.kind === 'hear') await hearAll(question.events);
  else if (question.kind === 'cut') for (const { socket } of clients.splice(0)) socket.destroy();
  else return usedSoFar();
  const counts = clients.map(({ heard }) => heard);
  return {
    kind: 'heard',
    all: counts.reduce((sum, heard) => sum + heard, 0),
    least: counts.reduce((a, b) => Math.min(a, b), Infinity),
    most: counts.reduce((a, b) => Math.max(a, b), 0),
  };
}

async function connectAll(port: number, cookies: readonly string[]): Promise<void> {
  for (let n = 0; n < cookies.length; n += AT_ONCE) {
    await Promise.all(cookies.slice(n, n + AT_ONCE).map((cookie) => connectOne(port, cookie)));
  }
}

/** Resolves with the first bytes of the stream itself. */
function connectOne(port: number, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const client: Client = { socket, heard: 0, tail: Buffer.alloc(0) };
    socket.write(
      `GET /sync/v1/stream HTTP/1.1\r\nhost: localhost:${port}\r\naccept: text/event-stream\r\ncookie: ${cookie}\r\n\r\n`,
    );
    socket.once('data', (bytes) => {
      if (!bytes.toString('latin1').startsWith('HTTP/1.1 200')) reject(new Error(bytes.toString()));
    });
    socket.on('data', (bytes) => {
      const before = client.heard;
      count(client, bytes);
      if (client.tail.length > 0) resolve();
      if (wanted && before < wanted.events && client.heard >= wanted.events) noteDone();
    });
    socket.on('error', reject);
    clients.push(client);
  });
}

function count(client: Client, bytes: Buffer): void {
  const all = client.tail.length > 0 ? Buffer.concat([client.tail, bytes]) : bytes;
  let at = all.indexOf(MARK);
  let after = 0;
  while (at >= 0) {
    client.heard += 1;
    after = at + MARK.length;
    at = all.indexOf(MARK, after);
  }
  client.tail = Buffer.from(all.subarray(Math.max(after, all.length - MARK.length + 1)));
}

function hearAll(events: number): Promise<void> {
  missing = clients.filter(({ heard }) => heard < events).length;
  if (missing === 0) return Promise.resolve();
  return new Promise((resolve) => (wanted = { events, done: resolve }));
}

function noteDone(): void {
  missing -= 1;
  if (missing > 0) return;
  wanted?.done();
  wanted = null;
}
