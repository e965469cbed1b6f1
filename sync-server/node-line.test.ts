import { get } from 'node:https';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Hono } from 'hono';
import type { AppEnv } from './app-env.ts';
import { listen, type Listening } from './listen.ts';
import { CERTIFICATE, CERTIFICATE_KEY } from './testing/a-certificate.ts';
import { openFrameWay, type FrameWay, type StreamLine } from './services/stream-reader.ts';

const encoder = new TextEncoder();
/** More than a socket, both kernels' buffers and the queue of a reader hold together. */
const MANY = 60;
const BULKY = encoder.encode(`data: ${'x'.repeat(512 * 1024)}\n\n`);

let app: Hono<AppEnv>;
let listening: Listening;
let way: FrameWay;
let line: StreamLine;
let left = 0;
let hasLeft: () => void;
beforeEach(async () => {
  left = 0;
  app = new Hono<AppEnv>();
  app.use('*', async (c, next) => {
    await next();
    c.res.headers.set('x-of-every-answer', 'yes');
  });
  app.get('/frames', (c) => {
    c.env.followOn = async (given) => {
      line = given;
      way = openFrameWay(given);
      way.send(frame('hello'));
      const gone = (): void => {
        left += 1;
        hasLeft?.();
      };
      return { drained: way.drained, left: gone };
    };
    return c.body(null, 200, { 'content-type': 'text/event-stream' });
  });
  app.get('/page', (c) => {
    const parts = ['[', ...Array(3).fill(BULKY), ']'].map((part) =>
      typeof part === 'string' ? encoder.encode(part) : (part as Uint8Array),
    );
    c.env.page = { headers: { 'content-type': 'application/json' }, parts };
    return c.body(null);
  });
  app.get('/plain', (c) => c.text('plain'));
  const opened = await listen(app, { host: '127.0.0.1', port: 0, tls: null });
  if (!opened.ok) throw new Error(opened.error.sentence);
  listening = opened.value;
});
afterEach(() => listening.close());

const frame = (text: string): Uint8Array => encoder.encode(`data: ${text}\n\n`);
const goneAway = (): Promise<void> => new Promise((resolve) => (hasLeft = resolve));

/** What a browser reads until the stream says `until`, or ends. */
async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  until?: string,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
    if (until && text.endsWith(`data: ${until}\n\n`)) return text;
  }
}

test('frames follow the head of an answer, each as it was, until the server ends the line', async () => {
  const answer = await fetch(`${listening.url}/frames`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  expect(answer.headers.get('x-of-every-answer')).toBe('yes');
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  expect(await readUntil(reader, 'hello')).toBe('data: hello\n\n');
  way.send(frame('Zoë'));
  way.send(frame('last'));
  expect(await readUntil(reader, 'last')).toBe('data: Zoë\n\ndata: last\n\n');
  way.send(frame('bye'));
  way.end();
  expect(await readUntil(reader)).toBe('data: bye\n\n');
  expect(await (await fetch(`${listening.url}/plain`)).text()).toBe('plain');
  expect(left).toBe(1);
});

test('a reader that does not take its frames is told to pull, and hears on from there (S7)', async () => {
  const socket = await ask('/frames');
  await once(socket, 'readable');
  for (let n = 0; n < MANY; n += 1) way.send(BULKY);
  way.send(frame('the one after'));
  const text = await readSlowly(socket, 'the one after');
  expect(text.split('data: xxx').length - 1).toBeLessThan(MANY);
  expect(text).toContain('event: resync');
  expect(text.lastIndexOf('data: xxx')).toBeLessThan(text.indexOf('event: resync'));
  way.send(frame('live again'));
  expect(await readSlowly(socket, 'live again')).toContain('data: live again');
  socket.destroy();
});

test('a closed tab is noticed, and what is written to it goes nowhere', async () => {
  const noticed = goneAway();
  const socket = await ask('/frames');
  await once(socket, 'readable');
  socket.destroy();
  await noticed;
  expect(left).toBe(1);
  expect(line.write(frame('to nobody'))).toBe(true);
});

test('over TLS it is the same', async () => {
  await listening.close();
  const opened = await listen(app, {
    host: '127.0.0.1',
    port: 0,
    tls: { cert: CERTIFICATE, key: CERTIFICATE_KEY },
  });
  if (!opened.ok) throw new Error(opened.error.sentence);
  listening = opened.value;
  const noticed = goneAway();
  const heard = await new Promise<string>((resolve, reject) => {
    const options = { rejectUnauthorized: false };
    const asking = get(`${listening.url}/frames`, options, (answer) => {
      answer.setEncoding('utf8');
      let text = '';
      answer.on('data', (more: string) => {
        text += more;
        if (text === 'data: hello\n\n') way.send(BULKY);
        if (!text.endsWith('x\n\n')) return;
        asking.destroy();
        resolve(text);
      });
    });
    asking.on('error', reject);
  });
  expect(heard.length).toBe('data: hello\n\n'.length + BULKY.byteLength);
  await noticed;
});

test('a page arrives whole, with its length and what others add to every answer, and the line goes on', async () => {
  const bulky = new TextDecoder().decode(BULKY);
  for (let round = 0; round < 2; round += 1) {
    const answer = await fetch(`${listening.url}/page`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(3 * BULKY.byteLength + 2),
      'x-of-every-answer': 'yes',
    });
    expect(await answer.text()).toBe(`[${bulky.repeat(3)}]`);
  }
  const gone = await ask('/page');
  gone.destroy();
  expect(await (await fetch(`${listening.url}/plain`)).text()).toBe('plain');
});

test('a stop of the server ends what is open', async () => {
  const answer = await fetch(`${listening.url}/frames`);
  const closed = listening.close();
  way.end();
  await closed;
  expect(await answer.text()).toBe('data: hello\n\n');
});

async function ask(path: string): Promise<Socket> {
  const { port } = new URL(listening.url);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`);
  return socket;
}

/** Reads only now what has waited. */
async function readSlowly(socket: Socket, until: string): Promise<string> {
  let text = '';
  while (!text.includes(until)) {
    const bytes = socket.read() as Buffer | null;
    if (bytes) text += bytes.toString();
    else await once(socket, 'readable');
  }
  return text;
}
