import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { PageSent } from './services/pull-pages.ts';
import type { FollowOn, StreamLine } from './services/stream-reader.ts';

/**
 * Writes the head of an answer and lets frames follow it, straight on its socket: a stream of the web for each of thousands of
 * readers cost twice the memory and most of the time of an event. The frames are chunks of HTTP/1.1, made once for all readers.
 */
export async function followOn(
  outgoing: ServerResponse,
  answer: Response,
  follow: FollowOn,
): Promise<void> {
  const { socket } = outgoing;
  // Gone meanwhile, or asked for behind an unfinished request on the same connection, which no browser does.
  if (!socket || socket.destroyed) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.flushHeaders();
  // The adaptor waits here with the whole request to abort it; nobody listens for that any more.
  outgoing.removeAllListeners('close');
  const followed = await follow(lineOver(socket, outgoing));
  if (socket.destroyed) {
    followed.left();
    return;
  }
  socket.on('drain', followed.drained);
  outgoing.once('close', () => {
    socket.off('drain', followed.drained);
    followed.left();
  });
}

/**
 * Writes a page with its headers, all at once: joined, a large one would be copied and the copy thrown away, and headers of the web cost
 * more than the rest of a page that is kept.
 */
export function sendPage(
  outgoing: ServerResponse,
  answer: Response,
  { headers, parts }: PageSent,
): void {
  const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
  const all = { ...Object.fromEntries(answer.headers), ...headers, 'content-length': length };
  outgoing.writeHead(answer.status, all);
  // Corked, a page of one part would take a fifth longer.
  if (parts.length > 1) outgoing.cork();
  for (const part of parts.slice(0, -1)) outgoing.write(part);
  outgoing.end(parts.at(-1));
  if (parts.length > 1) outgoing.uncork();
}

function lineOver(socket: Socket, outgoing: ServerResponse): StreamLine {
  return {
    write: (frame) => socket.destroyed || socket.write(chunkOf(frame)),
    end: () => void outgoing.end(),
  };
}

const chunks = new WeakMap<Uint8Array, Buffer>();

function chunkOf(frame: Uint8Array): Buffer {
  const known = chunks.get(frame);
  if (known) return known;
  const chunk = Buffer.concat([
    Buffer.from(`${frame.byteLength.toString(16)}\r\n`),
    frame,
    Buffer.from('\r\n'),
  ]);
  chunks.set(frame, chunk);
  return chunk;
}
