import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { runAdmin } from './run-admin.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  runServerFile,
  startServerProcess,
  type Ended,
  type Running,
} from '#server/testing/processes.ts';

let folder: string;
let server: Running;
const at = (name: string): string => join(folder, name);
/** In this process, beside the server in its own: two processes share the copy. */
async function admin(...args: readonly string[]): Promise<Ended> {
  const said: { out: string[]; err: string[] } = { out: [], err: [] };
  const code = await runAdmin(['--data', at('d'), ...args], {
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
  });
  return { code, stdout: said.out.join('\n'), stderr: said.err.join('\n') };
}
const lastLine = ({ stdout }: Ended): string => stdout.trim().split('\n').at(-1) ?? '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-admin-'));
  server = await startServerProcess(['--data', at('d')]);
}, 60_000);
afterAll(async () => {
  await server.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const signIn = (username: string, password: string): Promise<Response> =>
  fetch(`${server.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password, deviceKind: 'desktop' }),
  });

test('a person added while the server runs signs in at once, and no more when deactivated', async () => {
  const added = await admin(
    'user',
    'add',
    'Noor',
    '--name',
    'Noor Haddad',
    '--role',
    'nurse',
    '--role',
    'records',
  );
  expect(added.code).toBe(0);
  const answer = await signIn('noor', lastLine(added));
  expect(await answer.json()).toMatchObject({
    mustChangePassword: true,
    person: { name: 'Noor Haddad', roles: ['nurse', 'records'] },
  });
  expect((await admin('user', 'list')).stdout).toMatch(/noor +Noor Haddad +nurse,records +active/);
  const reset = await admin('user', 'reset', 'noor');
  expect((await signIn('noor', lastLine(added))).status).toBe(401);
  expect((await signIn('noor', lastLine(reset))).status).toBe(200);
  expect((await admin('user', 'deactivate', 'noor')).code).toBe(0);
  expect((await signIn('noor', lastLine(reset))).status).toBe(401);
}, 60_000);

test('a device is listed, renamed, locked and opened again', async () => {
  const cookie = (await signIn('nurse', 'wardline-demo')).headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const me = async (): Promise<number> =>
    (await fetch(`${server.url}/api/v1/me`, { headers: { cookie } })).status;
  const { device } = (await (
    await fetch(`${server.url}/api/v1/me`, { headers: { cookie } })
  ).json()) as { device: { name: string } };
  expect((await admin('device', 'list')).stdout).toContain(device.name);
  expect((await admin('device', 'rename', device.name, '--name', 'Front desk')).code).toBe(0);
  expect((await admin('device', 'lock', 'Front desk')).code).toBe(0);
  expect(await me()).toBe(403);
  expect((await admin('device', 'unlock', 'Front desk')).code).toBe(0);
  expect(await me()).toBe(200);
  expect((await admin('device', 'lock', 'Nowhere')).stderr).toContain('no device "Nowhere"');
}, 60_000);

test('a token is printed once as the last line, is not in the list, and ends when revoked', async () => {
  const secret = lastLine(await admin('token', '--name', 'warehouse'));
  expect(secret).toMatch(/^[\w-]{43}$/);
  const metrics = async (): Promise<number> =>
    (await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${secret}` } }))
      .status;
  expect(await metrics()).toBe(200);
  const { stdout } = await admin('token', 'list');
  expect(stdout).not.toContain(secret);
  const id = /^(\S+) +warehouse/m.exec(stdout)?.[1] ?? '';
  expect((await admin('token', 'revoke', id)).code).toBe(0);
  expect(await metrics()).toBe(403);
}, 60_000);

test('a backup is made and verified while the server runs, and restored only while it is stopped', async () => {
  const made = await admin('backup', at('b.db'));
  expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('written and verified')]);
  expect((await admin('backup', at('b.db'))).stderr).toContain('is there already');
  const { stdout: said } = await admin('verify-restore', at('b.db'));
  expect(said).toMatch(/patients [1-9]\d+/);
  expect(said).toMatch(/compared row by row: \d{4,} rows in \d+ tables, all the same/);
  expect(said).toContain('the hospital has accepted nothing since');
  const refused = await admin('restore', at('b.db'));
  expect([refused.code, refused.stderr]).toEqual([
    1,
    expect.stringContaining('A server is running'),
  ]);

  const epoch = async (): Promise<string> => {
    const { stdout } = await admin('verify-restore', at('d/hospital.db'));
    return /epoch (\S+)/.exec(stdout)?.[1] ?? '';
  };
  await server.end('SIGTERM');
  const before = await epoch();
  const restored = await admin('restore', at('b.db'));
  expect([restored.code, restored.stdout]).toEqual([0, expect.stringContaining('Restored.')]);
  expect(readdirSync(at('d')).filter((name) => name.includes('before-restore'))).toHaveLength(1);
  expect(await epoch()).not.toBe(before);
  server = await startServerProcess(['--data', at('d')]);
  expect((await signIn('nurse', 'wardline-demo')).status).toBe(200);
}, 90_000);

test('a backup that is cut, changed or something else is told in a sentence and never restored', async () => {
  copyFileSync(at('b.db'), at('cut.db'));
  truncateSync(at('cut.db'), 400_000);
  writeFileSync(at('text.db'), 'no database '.repeat(500));
  for (const name of ['cut.db', 'text.db', 'gone.db']) {
    const ended = await admin('verify-restore', at(name));
    expect([name, ended.code]).toEqual([name, 1]);
    expect(ended.stderr).toContain(at(name));
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  }
}, 60_000);

test.each([
  [[], 2, 'Name a command'],
  [['paint'], 2, 'no command "paint"'],
  [['user'], 2, 'After "user" comes add'],
  [['user', 'paint'], 2, 'After "user" comes add'],
  [['user', 'add'], 2, 'Name one username'],
  [['user', 'add', 'two words', '--name', 'X', '--role', 'nurse'], 2, 'A username has'],
  [['user', 'add', 'ben', '--role', 'nurse'], 2, '--name'],
  [['user', 'add', 'ben', '--name', 'Ben', '--role', 'chief'], 2, '--role of nurse'],
  [['user', 'add', 'nurse', '--name', 'Ben', '--role', 'nurse'], 1, 'username is taken'],
  [['user', 'reset', 'nobody'], 1, 'nobody called "nobody"'],
  [['token', 'revoke', 'x'], 1, 'no token "x"'],
  [['user', 'list', '--colour'], 2, '--colour'],
])(
  '%j ends with code %i and says why',
  async (args, code, words) => {
    const ended = await admin(...args);
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(words)]);
    expect(ended.stderr).not.toContain('    at ');
  },
  60_000,
);

test('a scrub reads everything while the server runs, and names the row that is not what was written', async () => {
  expect(await admin('scrub')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^Read \d{4,} rows of documents, history, mutations and escrow\.\nEach/,
    ),
  });
  mkdirSync(at('e'));
  copyFileSync(at('b.db'), at('e/hospital.db'));
  const damaged = new Database(at('e/hospital.db'));
  const id = damaged.prepare(`SELECT id FROM document WHERE collection = 'patients'`).pluck().get();
  damaged.prepare(`UPDATE document SET wire = wire || ' ' WHERE id = ?`).run(id);
  damaged.close();
  const ended = await admin('scrub', '--data', at('e'));
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('verify-restore')]);
  expect(ended.stdout).toContain(`damaged: document patients/${String(id)}`);
}, 60_000);

test('npm run admin prints the token on its last line and hands on the code', async () => {
  const made = await runServerFile('commands/admin.ts', ['token', '--data', at('d')]);
  expect([made.code, lastLine(made)]).toEqual([0, expect.stringMatching(/^[\w-]{43}$/)]);
  const refused = await runServerFile('commands/admin.ts', ['paint']);
  expect([refused.code, refused.stdout]).toEqual([2, '']);
});

test('a folder without a hospital is not made into one', async () => {
  const ended = await admin('user', 'list', '--data', at('typo'));
  expect([ended.code, ended.stderr]).toEqual([
    1,
    expect.stringContaining('There is no hospital in'),
  ]);
  expect(readdirSync(folder)).not.toContain('typo');
});
