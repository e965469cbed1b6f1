import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Why a file cannot be read further, in one sentence. What came before is good. */
export class SourceError extends Error {
  readonly kind: 'missing' | 'truncated' | 'packed' | 'inflation' | 'encoding' | 'unreadable';
  constructor(kind: SourceError['kind'], sentence: string) {
    super(sentence);
    this.name = 'SourceError';
    this.kind = kind;
  }
}

/** A small gzip that grows more than so many times, once it has grown beyond the free allowance, is no data. */
const MOST_GROWTH = 200;
const FREE_BYTES = 64 * 1024 * 1024;
const CHUNK = 256 * 1024;

/** The text of a file piece by piece, unpacked where its first bytes say gzip, whatever its name. Throws `SourceError`. */
export async function* openText(
  file: string,
  encoding = 'utf-8',
  /** Told how much more of the file has been read. */
  onBytes: (more: number) => void = () => undefined,
): AsyncGenerator<string, void, void> {
  const isGzip = isGzipHead(await readHead(file));
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const bytes of bytesOf(file, isGzip, onBytes)) {
      yield decoder.decode(bytes as Uint8Array, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    throw sourceErrorOf(cause);
  }
}

async function readHead(file: string): Promise<Uint8Array> {
  const head = new Uint8Array(4);
  try {
    const handle = await open(file, 'r');
    try {
      await handle.read(head, 0, 4, 0);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw sourceErrorOf(cause);
  }
  const [a, b, c] = head;
  if (a === 0x50 && b === 0x4b && c === 0x03) {
    throw new SourceError('packed', 'it is a zip archive; unpack it first');
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new SourceError('encoding', 'it is UTF-16; save it as UTF-8');
  }
  return head;
}

function isGzipHead(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

function bytesOf(
  file: string,
  isGzip: boolean,
  onBytes: (more: number) => void,
): AsyncIterable<unknown> {
  const raw = createReadStream(file, { highWaterMark: CHUNK });
  if (!isGzip) return told(raw, onBytes);
  let packed = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      packed += chunk.length;
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  const checked = inflationCheck(() => packed);
  // A pipeline hands the first error on to the stream that is read.
  pipeline(raw, counted, createGunzip({ chunkSize: CHUNK }), checked, () => undefined);
  return checked;
}

async function* told(
  raw: AsyncIterable<Buffer>,
  onBytes: (more: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of raw) {
    onBytes(chunk.length);
    yield chunk;
  }
}

function inflationCheck(packed: () => number): Transform {
  let inflated = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      if (inflated === 0 && isGzipHead(chunk)) {
        done(new SourceError('packed', 'it is packed twice; unpack it once'));
        return;
      }
      inflated += chunk.length;
      const isBomb = inflated > FREE_BYTES && inflated > packed() * MOST_GROWTH;
      if (isBomb) done(new SourceError('inflation', `it grows more than ${MOST_GROWTH} times`));
      else done(null, chunk);
    },
  });
}

function sourceErrorOf(cause: unknown): unknown {
  if (cause instanceof SourceError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT') return new SourceError('missing', 'there is no such file');
  if (code === 'EISDIR' || code === 'EACCES' || code === 'EPERM') {
    return new SourceError('unreadable', 'it cannot be read with the rights of this user');
  }
  if (code === 'Z_BUF_ERROR') {
    return new SourceError('truncated', 'the gzip ends in the middle; what came before is taken');
  }
  if (code.startsWith('Z_')) return new SourceError('unreadable', 'the gzip is damaged here');
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new SourceError('encoding', 'it is not UTF-8; save it so, or give --encoding');
  }
  return cause;
}
