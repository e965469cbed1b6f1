import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess, type Running } from '#server/testing/processes.ts';
import { rawRequests, type Raw } from './raw-catalogue.ts';

const PATIENCE_MS = 8_000;
const POLL_MS = 5;
/** What the process may hold more after all of this than before: its own caches. */
const GROWTH_BYTES = 64 * 1024 * 1024;

/** What only a real connection can do to the hospital: bombs, cut bodies, lengths that lie. Says what was wrong. */
export async function sendRaw(rounds: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-raw-'));
  const server = await startServerProcess(['--data', folder, '--empty']);
  const wrong: string[] = [];
  try {
    const cookie = await setUp(server);
    const all = rawRequests(cookie);
    const tally = new Map<string, number>();
    await one(server, all, tally);
    const before = await figures(server);
    for (let round = 0; round < rounds; round += 1) wrong.push(...(await one(server, all, tally)));
    const after = await figures(server);
    const grown = after.bytes - before.bytes;
    if (grown > GROWTH_BYTES) wrong.push(`the server grew by ${grown} bytes`);
    if (after.failed > 0) wrong.push(`the server counts ${after.failed} failures of its own`);
    if (after.streams > 0) wrong.push(`${after.streams} streams are open that nobody reads`);
    const said = [...tally].map(([what, times]) => `${what} × ${times}`).join(', ');
    console.log(
      `faults: ${rounds} rounds of ${all.length} raw requests, ${wrong.length} wrong, the server grown by ${Math.round(grown / 1024)} KiB: ${said}`,
    );
  } finally {
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
  return wrong;
}

async function setUp({ url }: Running): Promise<string> {
  const answer = await fetch(`${url}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      facility: { name: 'St Brigid', zone: 'Europe/Dublin', language: 'en' },
      admin: { username: 'admin', name: 'Admin', password: 'correct horse 9' },
      deviceKind: 'desktop',
    }),
  });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function one(
  server: Running,
  all: readonly Raw[],
  tally: Map<string, number>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const raw of all) {
    const status = await send(server, raw);
    const key = `${raw.name}: ${status ?? 'cut'}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
    if (status !== null && status >= 500) wrong.push(`${raw.name} was answered ${status}`);
    const alive = await fetch(`${server.url}/livez`).catch(() => null);
    if (alive?.status !== 200) wrong.push(`after ${raw.name} nobody answers`);
    await alive?.body?.cancel();
  }
  return wrong;
}

/** The status of the answer; null where the connection ended without one. */
async function send({ url }: Running, raw: Raw): Promise<number | null> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`${raw.head.join('\r\n')}\r\n\r\n`);
  for (const bytes of raw.more?.() ?? []) {
    if (socket.destroyed || text.length > 0) break;
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain').catch(() => null), closed]);
  }
  if (raw.ends === 'cut') socket.destroy();
  else if (raw.ends === 'half') socket.end();
  else await answered(socket, () => text, closed);
  socket.destroy();
  await closed;
  const status = /^HTTP\/1\.1 ([2-5]\d\d)/m.exec(text)?.[1];
  return status === undefined ? null : Number(status);
}

async function answered(
  socket: Socket,
  text: () => string,
  closed: Promise<unknown>,
): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!/^HTTP\/1\.1 [2-5]/m.test(text()) && !socket.destroyed && Date.now() < until)
    await Promise.race([closed, sleep(POLL_MS)]);
}

async function figures({ url }: Running) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sumOf = (line: RegExp): number =>
    [...text.matchAll(line)].reduce((sum, [, figure]) => sum + Number(figure), 0);
  return {
    bytes: sumOf(/^process_resident_memory_bytes (\S+)/gm),
    streams: sumOf(/^wardline_streams (\S+)/gm),
    failed: sumOf(/request_duration_seconds_count\{[^}]*status="5\d\d"[^}]*\} (\S+)/g),
  };
}
