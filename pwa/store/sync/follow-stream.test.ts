import { afterEach, expect, test, vi } from 'vitest';
import { followStream } from './follow-stream.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** How long a stream is waited for that says `first` and falls silent. */
async function waitedFor(first: string | null): Promise<number> {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async (_: string, { signal }: { signal: AbortSignal }) => {
    const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      if (first !== null) controller.enqueue(new TextEncoder().encode(first));
      signal.addEventListener('abort', () => controller.error(new Error('aborted')));
    };
    return new Response(new ReadableStream({ start }));
  });
  const frames = followStream(new AbortController().signal);
  let endedAt: number | null = null;
  const started = Date.now();
  void (async () => {
    for await (const _ of frames) continue;
  })().catch(() => (endedAt = Date.now()));
  for (let s = 0; s < 60 && endedAt === null; s += 1) await vi.advanceTimersByTimeAsync(1000);
  return (endedAt ?? Infinity) - started;
}

test('a stream that never says hello is given up as soon as any other request', async () => {
  expect(await waitedFor(null)).toBe(20_000);
});

test('a stream that has spoken may be silent for a heartbeat and a little more', async () => {
  const hello = { kind: 'hello', epoch: 'e', head: 1, serverTime: '2026-11-24T07:00:00.000Z' };
  expect(await waitedFor(`event: hello\ndata: ${JSON.stringify(hello)}\n\n`)).toBe(20_000);
});
