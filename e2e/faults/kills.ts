import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import { newId, type DeviceId, type PersonId } from '#shared/domain/ids.ts';
import type { SignInAnswer } from '#shared/sync/accounts.ts';
import type { PushAnswer, PushRow } from '#shared/sync/push.ts';
import { startServerProcess, type Running } from '#server/testing/processes.ts';
import { lostFrom, type Acknowledged } from './proof.ts';

const PASSWORD = 'correct horse 9';
const PUSHERS = 4;
const ROWS = 5;
/** A server that starts keeps one core busy: two at a time is what two cores carry. */
const HOSPITALS = 2;
/** How long after the first answer the longest-lived server dies. */
const LONGEST_MS = 150;

/** Says of each life of a server, killed under load, what it had acknowledged and lost; a few hospitals live beside one another. */
export async function killUnderLoad(kills: number): Promise<readonly string[]> {
  const shares = Array.from({ length: HOSPITALS }, (_, i) => Math.floor((kills + i) / HOSPITALS));
  const lives = await Promise.all(shares.map((share) => killOne(share)));
  const lost = lives.flatMap((one) => one.lost);
  const sum = (key: 'acknowledged' | 'replayed'): number =>
    lives.reduce((all, one) => all + one[key], 0);
  console.log(
    `faults: ${kills} kills under load, ${sum('acknowledged')} acknowledged writes, ${sum('replayed')} sent again, ${lost.length} lost`,
  );
  return sum('acknowledged') < kills * ROWS
    ? [...lost, 'too few pushes were answered for this to prove anything']
    : lost;
}

async function killOne(kills: number) {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-kills-'));
  const acknowledged: Acknowledged[] = [];
  const lost: string[] = [];
  let open: readonly PushRow[] = [];
  let replayed = 0;
  try {
    let server = await start(folder);
    const desk = await openDesk(server);
    // A process that ends in order leaves behind what it compiled; those that are killed start from it.
    await server.end('SIGTERM');
    server = await start(folder);
    for (let kill = 1; kill <= kills; kill += 1) {
      // What the last life left without an answer is sent again: it may be there already, and lands once.
      if (open.length > 0) acknowledged.push(...(await push(server, desk, open)));
      replayed += open.length;
      open = await loadUntilKilled(server, desk, acknowledged);
      lost.push(...lostFrom(join(folder, 'data/hospital.db'), acknowledged));
      if (lost.length > 0) break;
      server = await start(folder);
    }
    await server.end('SIGTERM');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { lost, acknowledged: acknowledged.length, replayed };
}

/** A hospital with nothing in it yet: what was acknowledged is looked at after every kill, what lies beside it would only cost time. */
function start(folder: string): Promise<Running> {
  const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
  return startServerProcess(['--data', join(folder, 'data'), '--empty'], env);
}

/** The server answers, but does not take what it should: a fault of this load, not of the kill. */
class Refused extends Error {}

interface Desk {
  readonly cookie: string;
  readonly device: DeviceId;
  readonly person: PersonId;
  n: number;
}

/** Sets the hospital up, and lets a receptionist sign in at a desk. */
async function openDesk(server: Running): Promise<Desk> {
  const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
    fetch(`${server.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
  const deviceKind = 'desktop';
  const facility = { name: 'St Brigid', zone: 'Europe/Dublin', language: 'en' };
  const admin = { username: 'admin', name: 'Admin', password: PASSWORD };
  const first = await post('set-up', { facility, admin, deviceKind });
  const account = { name: 'Reception', roles: ['reception'], username: 'reception' };
  await post('people', { ...account, password: PASSWORD }, cookieOf(first));
  const answer = await post('sign-in', { username: 'reception', password: PASSWORD, deviceKind });
  const { person, device } = (await answer.json()) as SignInAnswer;
  return { cookie: cookieOf(answer), device: device.id as DeviceId, person: person.id, n: 0 };
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Pushes from several places at once until the server dies; gives what had no answer by then. */
async function loadUntilKilled(
  server: Running,
  desk: Desk,
  acknowledged: Acknowledged[],
): Promise<readonly PushRow[]> {
  const open = new Set<readonly PushRow[]>();
  let isAlive = true;
  const pusher = async (): Promise<void> => {
    while (isAlive) {
      const rows = Array.from({ length: ROWS }, () => aRow(desk));
      open.add(rows);
      try {
        acknowledged.push(...(await push(server, desk, rows)));
        open.delete(rows);
      } catch (cause) {
        if (cause instanceof Refused) throw cause;
        return;
      }
    }
  };
  const pushers = Array.from({ length: PUSHERS }, pusher);
  await sleep(Math.random() * LONGEST_MS);
  await server.end('SIGKILL');
  isAlive = false;
  await Promise.all(pushers);
  return [...open].flat();
}

function aRow(desk: Desk): PushRow {
  desk.n += 1;
  const entry: TrailEntry = {
    id: newId(),
    device: desk.device,
    n: desk.n,
    by: desk.person,
    at: new Date().toISOString(),
    action: { id: newId(), name: 'edit' },
    changes: [{ path: '/comment', after: `written ${desk.n} ${'x'.repeat(200)}` }],
  };
  return { id: newId<string>(), rev: '', trail: [entry] };
}

/** What was answered as landed. */
async function push(
  server: Running,
  desk: Desk,
  rows: readonly PushRow[],
): Promise<readonly Acknowledged[]> {
  const answer = await fetch(`${server.url}/sync/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: desk.cookie },
    body: JSON.stringify({ collection: 'patients', rows }),
  });
  if (answer.status !== 200) throw new Refused(`push answered ${answer.status}`);
  const { results } = (await answer.json()) as PushAnswer;
  return results.map(({ id, outcome, code }, at) => {
    if (outcome === 'rejected') throw new Refused(`push rejected: ${String(code)}`);
    return { id, mutation: rows[at]?.trail[0]?.id ?? '' };
  });
}
