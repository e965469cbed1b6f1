import { parseFrame } from '#shared/sync/parse-frame.ts';
import type { StreamFrame } from '#shared/sync/stream.ts';
import { problemOf } from '#pwa/store/call-hospital.ts';
import { PATIENCE_MS, wireErrorOf, type WireError } from './wire.ts';

export class StreamEnded extends Error {
  readonly error: WireError;
  constructor(error: WireError) {
    super(error.kind);
    this.error = error;
  }
}

/**
 * The frames of the live stream, until it breaks (throws `StreamEnded`) or `signal` aborts. Read with fetch, because an EventSource
 * waits 3 s on its own. The heartbeat comes every 15 s: a stream that is silent for as long as any request may take is dead, though
 * nobody said so. To connect anew for a heartbeat that was only late costs one request.
 */
export async function* followStream(signal: AbortSignal): AsyncGenerator<StreamFrame> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), PATIENCE_MS);
  try {
    const answer = await fetch('/sync/v1/stream', {
      credentials: 'same-origin',
      headers: { accept: 'text/event-stream' },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!answer.ok || !answer.body) throw new StreamEnded(wireErrorOf(await problemOf(answer)));
    let rest = '';
    for await (const chunk of readText(answer.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), PATIENCE_MS);
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) yield* framesOf(block);
    }
  } catch (cause) {
    throw cause instanceof StreamEnded ? cause : new StreamEnded({ kind: 'unreachable' });
  } finally {
    clearTimeout(timer);
  }
  throw new StreamEnded({ kind: 'unreachable' });
}

/** A frame that cannot be read is a gap: everything is pulled once more (S7). */
function* framesOf(block: string): Generator<StreamFrame> {
  const lines = block.split('\n').filter((line) => line.startsWith('data:'));
  if (lines.length === 0) return;
  const text = lines.map((line) => line.slice(5).trimStart()).join('\n');
  yield parseFrame(text) ?? { kind: 'resync', collection: null };
}

async function* readText(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
