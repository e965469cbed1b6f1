import { gzipSync } from 'node:zlib';

/** Bytes on a connection: `more` follows the head; `ends` says how the caller leaves. */
export interface Raw {
  readonly name: string;
  readonly head: readonly string[];
  readonly more?: () => Iterable<Buffer | string>;
  readonly ends?: 'cut' | 'half';
}

const BOMB_BYTES = 64 * 1024 * 1024;
const MOST_SENT = 64 * 1024 * 1024;
const PIECE = '['.repeat(65_536);
const GOOD = '{"collection":"patients","rows":[]}';
const HALF = GOOD.slice(0, 17);
const HOST = 'host: localhost';
const JSON_TYPE = 'content-type: application/json';
const CHUNKED = 'transfer-encoding: chunked';
const LENGTH = `content-length: ${GOOD.length}`;

/** What a caller can do on a connection that no program of ours does. */
export function rawRequests(cookie: string): readonly Raw[] {
  const push = (...headers: readonly string[]): readonly string[] => [
    'POST /sync/v1/push HTTP/1.1',
    HOST,
    `cookie: ${cookie}`,
    JSON_TYPE,
    ...headers,
  ];
  const stream = (method: string, ...headers: readonly string[]): readonly string[] => [
    `${method} /sync/v1/stream HTTP/1.1`,
    HOST,
    `cookie: ${cookie}`,
    ...headers,
  ];
  return [...bombs(push), ...cuts(push), ...lengths(push), ...heads(push), ...streams(stream)];
}
type Head = (...headers: readonly string[]) => readonly string[];

function bombs(push: Head): readonly Raw[] {
  const bomb = gzipSync(Buffer.alloc(BOMB_BYTES));
  const gzip = 'content-encoding: gzip';
  const inChunks = [`${bomb.length.toString(16)}\r\n`, bomb, '\r\n0\r\n\r\n'];
  return [
    { name: 'a gzip bomb', head: push(gzip, `content-length: ${bomb.length}`), more: () => [bomb] },
    { name: 'a gzip bomb in chunks', head: push(gzip, CHUNKED), more: () => inChunks },
    {
      name: 'a gzip bomb that says nothing of it',
      head: push(`content-length: ${bomb.length}`),
      more: () => [bomb],
    },
    {
      name: 'a transfer of gzip',
      head: push('transfer-encoding: gzip, chunked'),
      more: () => ['0\r\n\r\n'],
    },
  ];
}

function cuts(push: Head): readonly Raw[] {
  return [
    { name: 'a cut body', head: push(LENGTH), more: () => [HALF], ends: 'cut' },
    { name: 'a body that ends early', head: push(LENGTH), more: () => [HALF], ends: 'half' },
    { name: 'a cut chunk', head: push(CHUNKED), more: () => [`ff\r\n${GOOD}`], ends: 'cut' },
  ];
}

function lengths(push: Head): readonly Raw[] {
  const withBody = (name: string, ...headers: readonly string[]): Raw => ({
    name,
    head: push(...headers),
    more: () => [GOOD],
  });
  return [
    withBody('a good one', LENGTH),
    withBody('a length that is too short', 'content-length: 5'),
    withBody('a length of a terabyte', 'content-length: 1099511627776'),
    withBody('a length below nothing', 'content-length: -1'),
    withBody('two lengths', 'content-length: 3', LENGTH),
    withBody('a length and chunks', LENGTH, CHUNKED),
    withBody('a chunk of no length', CHUNKED),
    { name: 'chunks without end', head: push(CHUNKED), more: () => endless(chunk(PIECE)) },
    {
      name: 'one chunk of a terabyte',
      head: push(CHUNKED),
      more: () => endless(PIECE, 'ffffffffff\r\n'),
    },
    withBody('a wish to go on', 'expect: 100-continue', LENGTH),
    withBody('a wish for something else', 'expect: 200-ok', LENGTH),
  ];
}

function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}

function* endless(piece: string, first = ''): Generator<string> {
  yield first;
  for (let sent = 0; sent < MOST_SENT; sent += piece.length) yield piece;
}

function heads(push: Head): readonly Raw[] {
  const other = (name: string, ...head: readonly string[]): Raw => ({ name, head });
  const many = Array.from({ length: 3000 }, (_, i) => `x${i}: 1`);
  const empty = [JSON_TYPE, 'content-length: 0'];
  return [
    other('a head of a megabyte', ...push(`x-more: ${'x'.repeat(1024 * 1024)}`)),
    other('thousands of headers', ...push(...many, 'content-length: 0')),
    other('no host', 'POST /sync/v1/push HTTP/1.1', ...empty),
    other('a host that is none', 'POST /sync/v1/push HTTP/1.1', 'host: [::bad', ...empty),
    other('an address that is none', 'POST http://%zz:99999999/sync HTTP/1.1', HOST, ...empty),
    other('a path that is none', 'POST //sync//v1/push?%ff HTTP/1.1', HOST, ...empty),
    other('a star', 'OPTIONS * HTTP/1.1', HOST),
    other('no method', 'FETCH /sync/v1/push HTTP/1.1', HOST),
    other('a tunnel', 'CONNECT localhost:22 HTTP/1.1', HOST),
    other('another protocol', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'),
  ];
}

function streams(stream: Head): readonly Raw[] {
  return [
    { name: 'a stream and an upgrade', head: stream('GET', 'connection: upgrade', 'upgrade: h2c') },
    { name: 'a stream left at once', head: stream('GET'), ends: 'cut' },
    { name: 'the head of a stream', head: stream('HEAD') },
    { name: 'a stream that is written to', head: stream('POST', JSON_TYPE, 'content-length: 0') },
  ];
}
