import Database from 'better-sqlite3';
import { admitPatient } from '#shared/domain/admit-patient.ts';
import { bookAppointment } from '#shared/domain/book-appointment.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { DeviceId, PatientId, PersonId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/person.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { createPush } from '#server/services/push.ts';
import { leaseUntil } from '#server/services/lease.ts';
import { knownDevice } from '#server/services/devices.ts';
import { UNHEARD, type StoredDevice } from '#server/store/devices.ts';
import { openStoreInMemory } from '#server/store/sqlite/open-store.ts';
import type { Store } from '#server/store/store.ts';
import { createDice, type Dice } from '#e2e/simulator/world/dice.ts';

/** The hospital as it is when a world begins: people, devices, places, and a few patients. */
export interface Template {
  readonly image: Buffer;
  readonly people: readonly { readonly id: PersonId; readonly roles: readonly Role[] }[];
  readonly devices: readonly DeviceId[];
  readonly places: Places;
}
export interface Places {
  readonly facility: string;
  readonly wards: readonly string[];
  readonly clinics: readonly string[];
  readonly beds: readonly { readonly bedId: string; readonly wardId: string }[];
  readonly room: string;
  readonly practitioners: readonly string[];
}
/** Monday, 4 May 2026, 08:00 UTC. */
export const START = Date.UTC(2026, 4, 4, 8);
const ROLES: readonly (readonly Role[])[] = [
  ['nurse'],
  ['reception'],
  ['doctor'],
  ['records', 'admin'],
  ['nurse'],
  ['doctor', 'admin'],
];
const PEOPLE_PER_DEVICE = 3;
/** What comes or goes without a new version has numbers that no history explains: the simulator's own table remembers them. */
const COUNT_MOVES = `CREATE TABLE moved (seq INTEGER PRIMARY KEY);
  CREATE TRIGGER count_moves AFTER INSERT ON feed WHEN NEW.kind IN ('enter', 'leave')
  BEGIN INSERT OR IGNORE INTO moved VALUES (NEW.seq); END`;

/** Makes the hospital once per process; every world starts from its image. */
export async function makeTemplate(devices: number): Promise<Template> {
  const dice = createDice(1, 1, 1);
  const database = new Database(':memory:');
  const clock = { now: () => START };
  const store = openStoreInMemory(database, { clock, newEpoch: () => 'e1' });
  database.exec(COUNT_MOVES);
  const people = ROLES.map((roles) => ({ id: dice.uuid<PersonId>(), roles }));
  const ids = Array.from({ length: devices }, () => dice.uuid<DeviceId>());
  const wards = [dice.uuid(), dice.uuid()] as const;
  const places: Places = {
    facility: dice.uuid(),
    wards,
    clinics: [dice.uuid(), dice.uuid()],
    beds: [wards[0], wards[0], wards[1]].map((wardId) => ({ bedId: dice.uuid(), wardId })),
    room: dice.uuid(),
    practitioners: [dice.uuid(), dice.uuid()],
  };
  await store.transaction(async (tx) =>
    tx.writeFacility({
      id: places.facility,
      name: 'St Brigid',
      zone: 'Europe/Dublin',
      language: 'en',
    }),
  );
  await enrol(store, people, ids);
  await write(store, dice, { places, people, device: ids[0] as DeviceId });
  const image = imageOf(database);
  await store.close();
  return { image, people, devices: ids, places };
}

/** The database as a file would hold it. */
function imageOf(database: Database.Database): Buffer {
  return database.serialize();
}

async function enrol(
  store: Store,
  people: Template['people'],
  devices: readonly DeviceId[],
): Promise<void> {
  const at = instantAt(START);
  for (const [i, { id, roles }] of people.entries())
    await store.accounts.addAccount({
      id,
      roles,
      username: `u${i}`,
      name: `Person ${i}`,
      practitionerId: null,
      isActive: true,
      passwordHash: 'nobody signs in with a password here',
      hasDemoPassword: false,
      mustChangePassword: false,
      createdAt: at,
      lastSignedInAt: null,
    });
  for (const [i, id] of devices.entries()) {
    await store.devices.addDevice({ ...blank(id, i), enrolledAt: at }, `token-${i}`);
    for (let k = 0; k < PEOPLE_PER_DEVICE; k += 1) {
      const person = people[(i + k * 2) % people.length];
      if (person) await store.devices.enrol(id, person.id, { at, until: leaseUntil(START) });
    }
  }
}

function blank(id: DeviceId, i: number): Omit<StoredDevice, 'enrolledAt'> {
  return {
    id,
    name: `Tablet ${i + 1}`,
    kind: 'tablet',
    ...UNHEARD,
  };
}

interface Made {
  readonly places: Places;
  readonly people: Template['people'];
  readonly device: DeviceId;
}

/** Everything is written as people write it, so that the history explains it from the first word on. */
async function write(store: Store, dice: Dice, { places, people, device }: Made): Promise<void> {
  const roles: readonly Role[] = ['admin', 'records'];
  const [, , , author] = people;
  if (!author) throw new Error('broken promise: somebody sets the hospital up');
  const at = instantAt(START);
  const push = createPush({ store, clock: { now: () => START }, onPoison: () => undefined });
  const known = knownDevice({ ...blank(device, 0), enrolledAt: at }, [
    { ...author, roles, username: 'u', name: 'N', practitionerId: null, isActive: true },
  ]);
  let n = 0;
  for (const [collection, id, content] of contentsOf(dice, places)) {
    const entry = {
      id: dice.uuid(),
      device: dice.uuid(),
      n: (n += 1),
      by: author.id,
      at,
      action: { id: dice.uuid(), name: 'set up' },
      changes: changesBetween(collection, {}, content as JsonMap),
    };
    const answer = await push(known, { collection, rows: [{ id, rev: '', trail: [entry] }] });
    if (!answer.includes('"applied"')) throw new Error(`broken promise: ${answer}`);
  }
}

function contentsOf(dice: Dice, places: Places): readonly [CollectionName, string, unknown][] {
  const { wards, clinics, beds, room, practitioners, facility } = places;
  const place = { name: 'Place', status: 'active' };
  const patients = Array.from({ length: 5 }, () => dice.uuid<PatientId>());
  const at = instantAt(START - 86_400_000);
  return [
    ['locations', facility, { ...place, kind: 'facility', name: 'St Brigid' }],
    ...wards.map((id): [CollectionName, string, unknown] => [
      'locations',
      id,
      { ...place, kind: 'ward', partOf: facility },
    ]),
    ...clinics.map((id): [CollectionName, string, unknown] => [
      'locations',
      id,
      { ...place, kind: 'clinic', partOf: facility },
    ]),
    ['locations', room, { ...place, kind: 'room', partOf: facility, capacity: 2 }],
    ...beds.map(({ bedId, wardId }): [CollectionName, string, unknown] => [
      'locations',
      bedId,
      { ...place, kind: 'bed', partOf: wardId },
    ]),
    ...practitioners.map((id): [CollectionName, string, unknown] => [
      'practitioners',
      id,
      { names: { n: { family: 'Doe', given: 'Jo' } }, isActive: true },
    ]),
    ...patients.map((id, i): [CollectionName, string, unknown] => [
      'patients',
      id,
      {
        names: { official: { use: 'official', family: `Family${i}`, given: 'Ann' } },
        birthDate: `19${50 + i}-01-01`,
        sex: 'female',
        allergies: {
          nuts: { substance: 'Nuts', clinicalStatus: 'active', verification: 'unconfirmed' },
        },
      },
    ]),
    ...patients
      .slice(0, 3)
      .map((patientId, i): [CollectionName, string, unknown] => [
        'appointments',
        dice.uuid(),
        bookAppointment({ patientId, at, slot: slotAt(places, i, i % 2) }),
      ]),
    ...patients.slice(0, 2).map((patientId, i): [CollectionName, string, unknown] => {
      const newKey = (): string => dice.uuid();
      const bed = beds[i * 2] as never;
      return ['encounters', dice.uuid(), admitPatient({ patientId, place: bed, at, newKey })];
    }),
  ];
}

const SLOT_MS = 30 * 60_000;
const FAR_DAYS = 250;
export const SLOTS = 5;

/** One of a few times with one of two clinicians, so that they collide often; the last lies further ahead than devices hold. */
export function slotAt(places: Places, time: number, who: number): never {
  const days = time === SLOTS - 1 ? FAR_DAYS : 1;
  const start = START + days * 86_400_000 + time * SLOT_MS;
  return {
    wall: instantAt(start + 3_600_000).slice(0, 16),
    zone: 'Europe/Dublin',
    start: instantAt(start),
    end: instantAt(start + SLOT_MS),
    practitionerId: places.practitioners[who],
    clinicId: places.clinics[who],
    roomId: places.room,
  } as never;
}
