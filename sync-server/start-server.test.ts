import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { openFolder } from './data-folder.ts';
import { startServer, type RunningServer } from './start-server.ts';

let folder: string;
let lines: string[];
let running: RunningServer | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-start-'));
  lines = [];
  running = null;
});
afterEach(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const clock = { now: () => Date.parse('2026-11-24T07:00:00.000Z') };
/** Starts a server for which every hospital is a large one. */
const startUp = (): ReturnType<typeof startServer> =>
  startServer({
    dataDir: folder,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    isEmpty: true,
    clock,
    distDir: folder,
    logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }),
    checkedAtOnceBytes: 0,
  });
async function start(): Promise<RunningServer> {
  const started = await startUp();
  if (!started.ok) throw new Error(started.error.sentence);
  running = started.value;
  return started.value;
}
const readyz = async ({ url }: RunningServer): Promise<readonly [number, string]> => {
  const answer = await fetch(`${url}/readyz`);
  return [answer.status, await answer.text()];
};
/** Overwrites a part of the database. */
function damage(from: number, bytes: number): void {
  const file = openSync(join(folder, 'hospital.db'), 'r+');
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
  closeSync(file);
}
async function fill(): Promise<void> {
  const store = openFolder(folder, clock);
  const rows = Array.from({ length: 400 }, () => ({
    collection: 'patients' as const,
    id: newId<string>(),
    content: { comment: 'x'.repeat(2000) },
  }));
  const at = '2026-11-24T07:00:00.000Z';
  await store.bulkWrite(rows, { action: 'import', at, onExisting: 'keep', isInWindow: () => true });
  await store.close();
}

test('a large hospital is served at once, and damage that is found later fails the readiness in one sentence', async () => {
  await fill();
  const half = Math.floor(statSync(join(folder, 'hospital.db')).size / 8192) * 4096;
  damage(half, 40 * 4096);
  const server = await start();
  await expect.poll(async () => (await readyz(server))[0], { timeout: 20_000 }).toBe(503);
  expect((await readyz(server))[1]).toContain('is damaged. Restore the last backup');
  expect(lines.filter((line) => line.includes('is damaged. Restore the last backup'))).toHaveLength(
    1,
  );
});

test('a large hospital that is whole stays ready, and ends while it is still being read', async () => {
  await fill();
  const server = await start();
  expect(await readyz(server)).toEqual([200, 'ok']);
  await server.stop();
  running = null;
  expect(lines.filter((line) => line.includes('damaged'))).toEqual([]);
});

test('what opening can see stops the start in one sentence, however large the hospital is', async () => {
  const sentence = async (): Promise<string> => {
    const started = await startUp();
    if (started.ok) running = started.value;
    return started.ok ? 'it started' : started.error.sentence;
  };
  await fill();
  truncateSync(join(folder, 'hospital.db'), 100 * 4096);
  expect(await sentence()).toContain('is damaged. Restore the last backup');
  rmSync(join(folder, 'hospital.db'));
  await fill();
  damage(100, 3996);
  expect(await sentence()).toContain('is damaged. Restore the last backup');
  damage(0, 100);
  expect(await sentence()).toContain('is not a Wardline database');
});
