import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import { newId, type DeviceId, type PersonId } from '#shared/domain/ids.ts';
import type { SignInAnswer } from '#shared/sync/accounts.ts';
import type { PushAnswer, PushRow } from '#shared/sync/push.ts';
import { startServerProcess, type Running } from '#server/testing/processes.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';
import { lostFrom, type Acknowledged } from './proof.ts';

const PUSHERS = 4;
const ROWS = 5;
/** How long after the first answer the longest-lived server dies. */
const LONGEST_MS = 150;

/** Says of each life of one server, killed under load, what it had acknowledged and lost. */
export async function killUnderLoad(kills: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-kills-'));
  const acknowledged: Acknowledged[] = [];
  const lost: string[] = [];
  let open: readonly PushRow[] = [];
  let replayed = 0;
  try {
    let server = await startServerProcess(['--data', folder]);
    const desk = await signIn(server);
    for (let kill = 1; kill <= kills; kill += 1) {
      // What the last life left without an answer is sent again: it may be there already, and lands once.
      if (open.length > 0) acknowledged.push(...(await push(server, desk, open)));
      replayed += open.length;
      open = await loadUntilKilled(server, desk, acknowledged);
      lost.push(...lostFrom(join(folder, 'hospital.db'), acknowledged));
      if (lost.length > 0) break;
      server = await startServerProcess(['--data', folder]);
    }
    await server.end('SIGTERM');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(
    `faults: ${kills} kills under load, ${acknowledged.length} acknowledged writes, ${replayed} sent again, ${lost.length} lost`,
  );
  if (acknowledged.length < kills * ROWS)
    lost.push('too few pushes were answered for this to prove anything');
  return lost;
}

/** The server answers, but does not take what it should: a fault of this load, not of the kill. */
class Refused extends Error {}

interface Desk {
  readonly cookie: string;
  readonly device: DeviceId;
  readonly person: PersonId;
  n: number;
}

async function signIn(server: Running): Promise<Desk> {
  const answer = await fetch(`${server.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      username: 'reception',
      password: DEMO_PASSWORD,
      deviceKind: 'desktop',
    }),
  });
  const { person, device } = (await answer.json()) as SignInAnswer;
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: cookie.join('; '), device: device.id as DeviceId, person: person.id, n: 0 };
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
