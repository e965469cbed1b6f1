import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CERTIFICATE, CERTIFICATE_KEY } from '#server/testing/a-certificate.ts';
import { runServerFile, startServerProcess, type Ended } from '#server/testing/processes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-main-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const start = (...args: readonly string[]): Promise<Ended> => runServerFile('start.mjs', args);
const at = (name: string): string => join(folder, name);

/** One sentence on standard error, nothing of a stack, and exit code 1. */
function expectSentence({ code, stderr }: Ended, words: string): void {
  expect(stderr).toContain(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(1);
}

test('the first start makes the demo, the second finds it, and SIGTERM ends both in order', async () => {
  const first = await startServerProcess(['--data', at('d')]);
  expect(first.said()).toContain(`password wardline-demo`);
  expect(first.said()).toContain(first.url);
  const hospital = (await (await fetch(`${first.url}/api/v1/hospital`)).json()) as {
    demo: unknown[];
  };
  expect(hospital.demo.length).toBeGreaterThan(4);
  expect(await (await fetch(`${first.url}/readyz`)).text()).toBe('ok');
  const ended = await first.end('SIGTERM');
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  // Nothing is left behind that the next start would have to mend.
  expect(readdirSync(at('d')).toSorted()).toEqual(['hospital.db', 'server.lock']);
  expect(statSync(at('d/hospital.db')).mode & 0o077).toBe(0);

  const second = await startServerProcess(['--data', at('d')]);
  const head = async (): Promise<string> =>
    /wardline_head (\d+)/.exec(await (await fetch(`${second.url}/metrics`)).text())?.[1] ?? '';
  expect(Number(await head())).toBeGreaterThan(1000);
  expect((await second.end('SIGINT')).code).toBe(0);
}, 60_000);

test('an open stream does not hold up the end', async () => {
  const server = await startServerProcess(['--data', at('d')]);
  const signIn = await fetch(`${server.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'nurse', password: 'wardline-demo', deviceKind: 'tablet' }),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const stream = await fetch(`${server.url}/sync/v1/stream`, { headers: { cookie } });
  expect(stream.status).toBe(200);
  const text = stream.text();
  expect((await server.end('SIGTERM')).code).toBe(0);
  expect(await text).toContain('event: hello');
}, 60_000);

test('--empty leads to set-up, and the folder stays what it became', async () => {
  const empty = await startServerProcess(['--data', at('e'), '--empty']);
  expect(empty.said()).not.toContain('wardline-demo');
  expect(await (await fetch(`${empty.url}/api/v1/hospital`)).json()).toMatchObject({
    isSetUp: false,
  });
  await empty.end('SIGTERM');
  const again = await startServerProcess(['--data', at('e')]);
  expect(await (await fetch(`${again.url}/api/v1/hospital`)).json()).toMatchObject({
    isSetUp: false,
  });
  const twice = await start('--data', at('e'), '--port', '1');
  expectSentence(twice, 'A server is running on this data folder');
  await again.end('SIGTERM');
}, 60_000);

test('with a certificate it speaks TLS, and the demo’s passwords must be changed outside loopback', async () => {
  writeFileSync(at('c.pem'), CERTIFICATE);
  writeFileSync(at('k.pem'), CERTIFICATE_KEY);
  const tls = ['--cert', at('c.pem'), '--key', at('k.pem'), '--host', '0.0.0.0'];
  const server = await startServerProcess(['--data', at('d'), ...tls]);
  const body = JSON.stringify({
    username: 'nurse',
    password: 'wardline-demo',
    deviceKind: 'tablet',
  });
  const asked = request(`${server.url}/api/v1/sign-in`, {
    method: 'POST',
    rejectUnauthorized: false,
    headers: { 'content-type': 'application/json', 'content-length': body.length },
  });
  asked.end(body);
  const [answer] = await once(asked, 'response');
  expect(answer.headers['strict-transport-security']).toContain('max-age');
  expect(answer.headers['set-cookie'].every((line: string) => line.includes('Secure'))).toBe(true);
  let text = '';
  for await (const part of answer) text += part;
  expect(JSON.parse(text).mustChangePassword).toBe(true);
  expect((await server.end('SIGTERM')).code).toBe(0);
}, 60_000);

test('a port that is taken is told in a sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  expectSentence(
    await start('--data', at('d'), '--empty', '--port', String(port)),
    'in use by another program',
  );
  other.close();
});

test('a host that is not ours is told in a sentence', async () => {
  writeFileSync(at('c.pem'), CERTIFICATE);
  writeFileSync(at('k.pem'), CERTIFICATE_KEY);
  const tls = ['--cert', at('c.pem'), '--key', at('k.pem')];
  const ended = await start('--data', at('d'), '--empty', ...tls, '--host', '203.0.113.7');
  expectSentence(ended, 'no name or address of this machine');
});

test('a wrong data folder, a foreign file, a damaged and a newer database are told in a sentence', async () => {
  writeFileSync(at('file'), 'x');
  expectSentence(await start('--data', at('file')), 'file');
  mkdirSync(at('photos'));
  writeFileSync(at('photos/cat.jpg'), 'x');
  expectSentence(await start('--data', at('photos')), 'holds other files (cat.jpg)');
  expect(readdirSync(at('photos'))).toEqual(['cat.jpg']);
  mkdirSync(at('text'));
  writeFileSync(at('text/hospital.db'), 'no database '.repeat(500));
  expectSentence(await start('--data', at('text')), 'not a Wardline database');
  mkdirSync(at('foreign'));
  const foreign = new Database(at('foreign/hospital.db'));
  foreign.exec('CREATE TABLE t (a)');
  foreign.close();
  expectSentence(await start('--data', at('foreign')), 'belongs to another program');
  const made = await startServerProcess(['--data', at('new'), '--empty']);
  await made.end('SIGTERM');
  const newer = new Database(at('new/hospital.db'));
  newer.pragma('user_version = 999');
  newer.close();
  expectSentence(await start('--data', at('new')), 'newer Wardline');
}, 60_000);

test('a database with damage that nobody has met yet is not served', async () => {
  const made = await startServerProcess(['--data', at('d')]);
  await made.end('SIGTERM');
  const file = openSync(at('d/hospital.db'), 'r+');
  writeSync(file, Buffer.alloc(200 * 4096, 0xa5), 0, 200 * 4096, 4096 * 1000);
  closeSync(file);
  expectSentence(await start('--data', at('d')), 'is damaged. Restore the last backup');
  truncateSync(at('d/hospital.db'), 4096 * 900);
  expectSentence(await start('--data', at('d')), 'is damaged. Restore the last backup');
}, 60_000);

test.skipIf(process.getuid?.() === 0)(
  'a folder that may not be written is told in a sentence',
  async () => {
    mkdirSync(at('shut'));
    chmodSync(at('shut'), 0o500);
    expectSentence(await start('--data', at('shut')), 'cannot be written');
  },
);

test('an unknown option, open http and PostgreSQL are refused before anything is touched', async () => {
  expectSentence(await start('--data', at('n'), '--colour'), '--colour');
  expectSentence(await start('--data', at('n'), '--host', '0.0.0.0'), 'Plain http');
  const postgres = { DATABASE_URL: 'postgres://u:p@db/ward' };
  expectSentence(
    await runServerFile('start.mjs', ['--data', at('n')], postgres),
    'not in this release',
  );
  expect(readdirSync(folder)).toEqual([]);
  const help = await start('--help');
  expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('Usage')]);
});
