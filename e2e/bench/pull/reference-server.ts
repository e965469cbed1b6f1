import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import Database from 'better-sqlite3';
import { Hono } from 'hono';
import { wireText } from '#server/store/wire-text.ts';
import { benchPeople } from '#e2e/bench/sync/people.ts';
import { answerWith, spentSoFar, type Asked, type Told } from '#e2e/bench/talk.ts';

/** The same rows in the same order, as most servers answer them: each parsed, all handed to `c.json`. Nobody is asked who they are. */
const database = new Database(':memory:');
database.exec('CREATE TABLE document (seq INTEGER PRIMARY KEY, wire TEXT NOT NULL) STRICT');
const page = database.prepare<[number, number], { readonly seq: number; readonly wire: string }>(
  'SELECT seq, wire FROM document WHERE seq > ? ORDER BY seq LIMIT ?',
);
const app = new Hono().post('/sync/v1/pull', async (c) => {
  const { checkpoint, limit } = await c.req.json<{
    checkpoint: { scopes: { facility: number } } | null;
    limit: number;
  }>();
  const rows = page.all(checkpoint?.scopes.facility ?? 0, limit);
  const last = rows.at(-1)?.seq ?? 0;
  return c.json({
    documents: rows.map(({ wire }) => JSON.parse(wire) as unknown),
    checkpoint: { epoch: 'bench', scopes: { facility: last } },
    isEnd: rows.length < limit,
  });
});
const server = createAdaptorServer({ fetch: app.fetch });

answerWith(answer, () => process.exit(0));

async function answer(question: Asked): Promise<Told> {
  if (question.kind !== 'start') return spentSoFar();
  const add = database.prepare('INSERT INTO document (wire) VALUES (?)');
  for (const [n, { id, content }] of benchPeople(question.clients).entries()) {
    const version = { collection: 'patients', id, rev: `bench.${n + 1}`, content } as const;
    add.run(wireText(version as unknown as Parameters<typeof wireText>[0]));
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { kind: 'ready', port: (server.address() as AddressInfo).port, cookies: [''] };
}
