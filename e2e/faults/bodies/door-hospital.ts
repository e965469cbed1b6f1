import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import type { SignInAnswer } from '#shared/sync/accounts.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import { watchWrites, type WriteLog } from './watch-writes.ts';

/** A restored hospital behind real doors, one tablet of two people, and what lies there already. */
export interface DoorHospital {
  readonly server: InProcess;
  readonly log: WriteLog;
  readonly admin: Browser;
  /** Cookies: of the tablet, of one that is locked, and of one whose people have all gone. */
  readonly cookie: string;
  readonly lockedCookie: string;
  readonly nobodysCookie: string;
  readonly tablet: Tablet;
  readonly epoch: string;
  readonly places: Known;
  readonly close: () => Promise<void>;
}
/** Who writes on the tablet; `n` is the number of the latest mutation, `contact` the word of the last session (S12). */
export interface Tablet {
  readonly id: DeviceId;
  readonly people: Readonly<Record<'doctor' | 'admin', PersonId>>;
  n: number;
  contact: string | null;
}
interface Known {
  readonly ward: string;
  readonly bed: string;
  readonly room: string;
  readonly practitioner: string;
  readonly patient: string;
}
const FACILITY = { name: 'St Brigid', zone: 'Europe/Dublin', language: 'en' };
/** What holds back floods has tests of its own. */
const ENDLESS = { points: 1e9, seconds: 60 };
/** Nothing here is about the disk: where a folder lies in memory, a commit costs nothing. */
const MEMORY = '/dev/shm';
export const PAST_EPOCH = 'epoch1';

/** Opens one in a folder of its own. */
export async function openDoorHospital(dice: Dice): Promise<DoorHospital> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'wardline-doors-'));
  const file = join(folder, 'restored.db');
  const made = await makeCopy(dice, file);
  const log = watchWrites(file);
  const server = startInProcess({ file, budgets: { device: ENDLESS, person: ENDLESS } });
  const admin = server.browser();
  await admin.signIn('admin');
  log.take();
  return {
    ...made,
    server,
    log,
    admin,
    epoch: (await server.store.readFacility()).epoch,
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything is written before the backup; what is restored from it has a generation behind it (S11). */
async function makeCopy(dice: Dice, file: string) {
  const before = startInProcess();
  await before.store.transaction(async (tx) => tx.writeFacility({ id: dice.uuid(), ...FACILITY }));
  const doctor = await before.addPerson('doctor', 'doctor', 'nurse');
  const admin = await before.addPerson('admin', 'admin');
  const leaver = await before.addPerson('leaver', 'nurse');
  const browser = before.browser();
  const { device } = (await (await browser.signIn('doctor')).json()) as SignInAnswer;
  await browser.signIn('admin');
  const id = device.id as DeviceId;
  const tablet: Tablet = {
    id,
    people: { doctor: doctor.id, admin: admin.id },
    n: 0,
    contact: null,
  };
  const locked = before.browser();
  const other = (await (await locked.signIn('doctor')).json()) as SignInAnswer;
  await browser.send('PATCH', `/api/v1/devices/${other.device.id}`, { isLocked: true });
  const nobodys = before.browser();
  await nobodys.signIn('leaver');
  await browser.send('PATCH', `/api/v1/people/${leaver.id}`, { isActive: false });
  const places = await writePlaces(browser, tablet, dice);
  await before.store.backup(file);
  await before.stop();
  return {
    tablet,
    places,
    cookie: cookieOf(browser),
    lockedCookie: cookieOf(locked),
    nobodysCookie: cookieOf(nobodys),
  };
}

function cookieOf({ cookies }: Browser): string {
  return `wardline-device=${cookies.get('wardline-device') ?? ''}`;
}

async function writePlaces(browser: Browser, tablet: Tablet, dice: Dice): Promise<Known> {
  const ids: Known = {
    ward: dice.uuid(),
    bed: dice.uuid(),
    room: dice.uuid(),
    practitioner: dice.uuid(),
    patient: dice.uuid(),
  };
  const place = (kind: Location['kind']): JsonMap => ({ kind, name: kind, status: 'active' });
  const names = { official: { family: 'Weiss', given: 'Ada' } };
  const documents: readonly [CollectionName, string, JsonMap][] = [
    ['locations', ids.ward, place('ward')],
    ['locations', ids.bed, { ...place('bed'), parentId: ids.ward }],
    ['locations', ids.room, { ...place('room'), capacity: 3 }],
    ['practitioners', ids.practitioner, { names, isActive: true }],
    ['patients', ids.patient, { names, birthDate: '1970-01-02' }],
  ];
  for (const [collection, id, content] of documents) {
    const by = collection === 'patients' ? 'doctor' : 'admin';
    const row = { id, rev: '', trail: [entryFrom(tablet, dice, { collection, content, by })] };
    const answer = await browser.send('POST', '/sync/v1/push', { collection, rows: [row] });
    const { results } = (await answer.json()) as PushAnswer;
    if (results[0]?.outcome !== 'applied') throw new Error('broken promise: places are taken');
  }
  return ids;
}

/** One mutation that makes a document, or changes it from `before`. */
export function entryFrom(
  tablet: Tablet,
  dice: Dice,
  what: {
    readonly collection: CollectionName;
    readonly content: JsonMap;
    readonly before?: JsonMap;
    readonly by: keyof Tablet['people'];
  },
) {
  tablet.n += 1;
  return {
    id: dice.uuid(),
    device: tablet.id,
    n: tablet.n,
    by: tablet.people[what.by],
    at: '2026-05-04T07:59:00.000Z',
    action: { id: dice.uuid(), name: 'edit' },
    changes: changesBetween(what.collection, what.before ?? {}, what.content),
  };
}
