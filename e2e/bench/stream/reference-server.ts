import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { oneChange } from './one-change.ts';
import { answerWith, usedSoFar, type Asked, type Told } from '#e2e/bench/talk.ts';

/** Hono's `streamSSE` as its documentation has it: every client its own stream, every event written to each of them. */
const streams = new Set<SSEStreamingApi>();
const app = new Hono().get('/sync/v1/stream', (c) =>
  streamSSE(c, async (stream) => {
    streams.add(stream);
    await stream.writeSSE({ event: 'hello', data: '{"kind":"hello"}' });
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    streams.delete(stream);
  }),
);
const server = createAdaptorServer({ fetch: app.fetch });
let sent = 0;

answerWith(answer, () => process.exit(0));

async function answer(question: Asked): Promise<Told> {
  if (question.kind === 'use') return usedSoFar();
  if (question.kind === 'start') {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { kind: 'ready', port, cookies: Array.from({ length: question.clients }, () => 'a=b') };
  }
  sent += 1;
  const data = oneChange(sent);
  await Promise.all([...streams].map((stream) => stream.writeSSE({ event: 'change', data })));
  return { kind: 'sent', epoch: '', head: sent };
}
