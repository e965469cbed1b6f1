import { createDice, type Dice } from '#e2e/simulator/world/dice.ts';
import { wrongAtRest } from './at-rest.ts';
import { badRequest, goodRequest, type Sent } from './bad-requests.ts';
import { openDoorHospital, type DoorHospital } from './door-hospital.ts';
import { DOORS, GOOD, type Door } from './good-bodies.ts';
import { landedIn, refusedRows, takenIn, wrongWith, type Came } from './judge.ts';

/** What became of all requests: how many ended how, and everything that was wrong. */
export interface BodiesReport {
  readonly tally: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
}
export interface BodiesOptions {
  /** How many are sent to which door. */
  readonly bodies: Readonly<Partial<Record<Door, number>>>;
  readonly seed: number;
  /** Told once everything is loaded, cached and compiled, and at the end: who measures memory does it here. */
  readonly onMoment?: (moment: 'warm' | 'done') => Promise<void>;
}
interface Run {
  readonly hospital: DoorHospital;
  readonly dice: Dice;
  readonly tally: Map<string, number>;
  readonly wrong: string[];
  /** The last push that landed. */
  landed: unknown;
}
const MOST_WRONG = 50;
const WARM_PART = 0.1;
/** Where no row can be refused the good one is always the same: it is sent after each so many. */
const GOOD_EVERY: Readonly<Record<Door, number>> = {
  session: 20,
  pull: 20,
  push: 1,
  offer: 1,
  escrow: 5,
  digest: 20,
  ack: 20,
  stream: 20,
};
const REPLAY_EVERY = 25;

/** Sends so many damaged requests to each door, and the good one again after those that were refused. */
export async function sendBodies(options: BodiesOptions): Promise<BodiesReport> {
  const { bodies, seed, onMoment } = options;
  const hospital = await openDoorHospital(createDice(seed));
  const [tally, wrong] = [new Map<string, number>(), [] as string[]];
  try {
    for (const [i, door] of DOORS.entries()) {
      const run: Run = { hospital, dice: createDice(seed, 1, i), tally, wrong, landed: null };
      await sendTo(run, door, {
        bodies: bodies[door] ?? 0,
        onWarm: async () => onMoment?.('warm'),
      });
    }
    await onMoment?.('done');
    wrong.push(...(await wrongAtRest(hospital, tally)));
    return { tally, wrong };
  } finally {
    await hospital.close();
  }
}

async function sendTo(
  run: Run,
  door: Door,
  { bodies, onWarm }: { readonly bodies: number; readonly onWarm: () => Promise<void> },
): Promise<void> {
  for (let at = 0; at < bodies && run.wrong.length < MOST_WRONG; at += 1) {
    if (at === Math.ceil(bodies * WARM_PART)) await onWarm();
    await sendOne(run, door, at);
    if (at % REPLAY_EVERY === 0 && run.landed !== null) await replayAsAnother(run, at);
  }
}

async function sendOne(run: Run, door: Door, at: number): Promise<void> {
  const { hospital, dice } = run;
  const body = GOOD[door](hospital, dice);
  const sent = badRequest(hospital, door, body, dice);
  const came = await send(hospital, sent);
  count(run, door, came, sent.path.startsWith('/sync/') ? '' : 'elsewhere ');
  noteContact(hospital, door, came);
  run.wrong.push(
    ...wrongWith(door, came).map((what) => `${door} ${at}: ${what}; sent ${shown(sent)}`),
  );
  // What says nothing new is taken, and leaves no line behind.
  const isTaken = landedIn(came.written).size > 0 || takenIn(came.written).size > 0;
  const isRefused = came.status !== 200 || !isTaken;
  if (!isRefused || at % GOOD_EVERY[door] !== 0) return;
  const now = goodNow(hospital, door, body);
  const again = await send(hospital, goodRequest(hospital, door, now));
  noteContact(hospital, door, again);
  count(run, door, again, 'good again ');
  const refusal = refusalOf(door, again);
  if (refusal)
    run.wrong.push(`${door} ${at}: good again, ${refusal}; after ${came.status} of ${shown(sent)}`);
  else if (door === 'push') run.landed = now;
}

/** The ids of mutations that landed, under other words: each of them is refused, and changes nothing. */
async function replayAsAnother(run: Run, at: number): Promise<void> {
  const forged = JSON.stringify(run.landed).replaceAll('"name":"edit"', '"name":"forged"');
  const sent = goodRequest(run.hospital, 'push', JSON.parse(forged));
  const came = await send(run.hospital, sent);
  count(run, 'push', came, 'forged ');
  const codes = refusedRows(came.text).map(({ code }) => code);
  const { rows } = JSON.parse(forged) as { readonly rows: readonly unknown[] };
  const isRefused = codes.length === rows.length && codes.every((code) => code === 'id-reused');
  if (!isRefused || landedIn(came.written).size > 0)
    run.wrong.push(`push ${at}: a forged replay was answered ${came.text.slice(0, 200)}`);
}

/** A tablet says the word that it was given last. */
function goodNow({ tablet }: DoorHospital, door: Door, body: unknown): unknown {
  return door === 'session' ? { ...(body as object), contact: tablet.contact } : body;
}

function noteContact({ tablet }: DoorHospital, door: Door, { status, text }: Came): void {
  if (door !== 'session' || status !== 200) return;
  const { contact } = JSON.parse(text) as { readonly contact?: string };
  tablet.contact = contact ?? tablet.contact;
}

async function send({ server, log }: DoorHospital, sent: Sent): Promise<Came> {
  const { method, path, headers, body } = sent;
  const answer = await server.app.request(`http://localhost${path}`, {
    method,
    headers,
    ...(body === null ? {} : { body: new Uint8Array(body) }),
  });
  const isStream = answer.headers.get('content-type') === 'text/event-stream';
  const text = isStream ? await firstFrame(answer) : await answer.text();
  return { status: answer.status, text, written: log.take() };
}

async function firstFrame(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const read = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(read?.value);
}

function count({ tally }: Run, door: Door, { status, text }: Came, how = ''): void {
  const plus = (key: string): void => void tally.set(key, (tally.get(key) ?? 0) + 1);
  if (status >= 400) {
    const kind = /urn:wardline:problem:([\w-]+)/.exec(text)?.[1] ?? String(status);
    return plus(`${how}request ${kind}`);
  }
  plus(`${how}taken`);
  if (door === 'push') for (const { code } of refusedRows(text)) plus(`row ${String(code)}`);
}

/** Why the good one was not taken; null where it was. */
function refusalOf(door: Door, { status, text }: Came): string | null {
  const expected = door === 'ack' ? 204 : 200;
  // So much waits by now that a device keeps the rest.
  if (door === 'escrow' && text.includes('too-much-waits')) return null;
  if (status !== expected) return `answered ${status}: ${text.slice(0, 200)}`;
  if (door === 'stream') return text.includes('"kind":"hello"') ? null : 'no hello';
  if (door === 'push') return refusedRows(text)[0]?.code ?? null;
  if (door !== 'offer') return null;
  const { results } = JSON.parse(text) as { results: readonly { readonly restored: number }[] };
  return results.every(({ restored }) => restored > 0) ? null : text.slice(0, 300);
}

function shown({ method, path, headers, body }: Sent): string {
  const { cookie: _, ...rest } = headers;
  return `${method} ${path} ${JSON.stringify(rest)} ${body?.toString('utf8').slice(0, 1500) ?? ''}`;
}
