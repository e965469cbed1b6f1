import { admitPatient } from '#shared/domain/admit-patient.ts';
import { bookAppointment } from '#shared/domain/book-appointment.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import { entryFrom, PAST_EPOCH, type DoorHospital, type Tablet } from './door-hospital.ts';

type Where = Pick<DoorHospital, 'tablet' | 'places' | 'epoch'>;
/** Every door that a device writes to, and the live stream's. */
export const DOORS = [
  'session',
  'pull',
  'push',
  'offer',
  'escrow',
  'digest',
  'ack',
  'stream',
] as const;
export type Door = (typeof DOORS)[number];

const START = Date.UTC(2026, 4, 4, 8);
const SLOT_MS = 30 * 60_000;
const SLOTS = 50_000;
const AT = instantAt(START);

/** A message as a tablet sends it, new every time; the stream's request has none. */
export const GOOD: { readonly [D in Door]: (where: Where, dice: Dice) => unknown } = {
  session: ({ tablet }, dice) => ({
    protocol: [1, 1],
    appVersion: '0.1.0',
    clock: AT,
    mrnLeft: dice.pick([50, 50, 50, 10]),
    mutations: tablet.n,
    contact: tablet.contact,
  }),
  pull: ({ epoch }, dice) => ({
    collection: dice.pick(['patients', 'locations', 'appointments', 'disputes']),
    checkpoint: dice.chance(0.3) ? null : { epoch, scopes: { facility: dice.below(1000) } },
    limit: 1 + dice.below(20),
  }),
  push: pushed,
  // An app so old that nobody can speak with it any more.
  escrow: (where, dice) => {
    const { collection, rows } = pushed(where, dice);
    return { protocol: [0, 0], rows: rows.map((row) => ({ collection, ...row })) };
  },
  offer: (where, dice) => ({
    epoch: where.epoch,
    documents: Array.from({ length: 1 + dice.below(2) }, () => offered(where, dice)),
    isLast: dice.chance(0.5),
  }),
  digest: ({ epoch }, dice) => ({
    collection: dice.pick(['patients', 'locations']),
    checkpoint: { epoch, scopes: { facility: dice.pick([5, 1_000_000]) } },
    ask: dice.pick([
      { kind: 'buckets' },
      { kind: 'bucket', bucket: dice.uuid().slice(-2) },
      { kind: 'documents', ids: [dice.uuid(), dice.uuid()] },
    ]),
  }),
  ack: (_, dice) => ({
    checkpoints: { patients: dice.below(1000) },
    unsent: 2,
    oldestUnsent: AT,
    storage: { used: 1e6, quota: 1e9, isPersisted: true },
    appVersion: '0.1.0',
    person: null,
    kind: 'tablet',
    clock: AT,
    vitals: [{ name: 'INP', value: 40, where: '/patients/:id' }],
  }),
  stream: () => null,
};

const PUSHED: readonly (readonly [CollectionName, keyof Tablet['people']])[] = [
  ['patients', 'doctor'],
  ['patients', 'doctor'],
  ['appointments', 'doctor'],
  ['encounters', 'doctor'],
  ['locations', 'admin'],
  ['practitioners', 'admin'],
  ['schedules', 'admin'],
];

function pushed(where: Where, dice: Dice) {
  const [collection, by] = dice.pick(PUSHED);
  const rows = Array.from({ length: 1 + dice.below(3) }, () => {
    const content = CONTENTS[collection](where, dice);
    const first = entryFrom(where.tablet, dice, { collection, content, by });
    if (dice.chance(0.6)) return { id: dice.uuid(), rev: '', trail: [first] };
    const after = { ...content, note: dice.pick(['one', 'two']) };
    const next = entryFrom(where.tablet, dice, { collection, before: content, content: after, by });
    return { id: dice.uuid(), rev: '', trail: [first, next] };
  });
  return { collection, rows };
}

function offered(where: Where, dice: Dice): unknown {
  const collection = dice.pick(['patients', 'encounters'] as const);
  const content = CONTENTS[collection](where, dice);
  const entry = entryFrom(where.tablet, dice, { collection, content, by: 'doctor' });
  // Beyond what the backup held, each version under a number of its own.
  const rev = `${PAST_EPOCH}.${1000 + where.tablet.n}`;
  const held = dice.chance(0.7) ? { rev, content } : null;
  const mutations = held === null || dice.chance(0.5) ? [{ rev, entry }] : [];
  return { collection, id: dice.uuid(), held, mutations };
}

const CONTENTS: { readonly [C in CollectionName]: (where: Where, dice: Dice) => JsonMap } = {
  patients: (_, dice) => ({
    names: { official: { use: 'official', family: `Fam ${dice.below(500)}`, given: 'Ann' } },
    birthDate: `19${10 + dice.below(90)}-0${1 + dice.below(9)}-11`,
    sex: dice.pick(['male', 'female', 'other']),
    telecom: { home: { kind: 'phone', value: '0171 5550199' } },
    allergies: {
      nuts: { substance: 'Nuts', clinicalStatus: 'active', verification: 'unconfirmed' },
    },
    alerts: { a: { kind: 'falls', text: 'Falls', status: 'active' } },
  }),
  appointments: ({ places }, dice) => {
    const start = START + dice.below(SLOTS) * SLOT_MS;
    const slot = {
      wall: instantAt(start + 3_600_000).slice(0, 16),
      zone: 'Europe/Dublin',
      start: instantAt(start),
      end: instantAt(start + SLOT_MS),
      practitionerId: places.practitioner as never,
      roomId: places.room as never,
    };
    return bookAppointment({
      slot,
      at: AT,
      patientId: places.patient as never,
    }) as unknown as JsonMap;
  },
  encounters: ({ places }, dice) =>
    admitPatient({
      patientId: places.patient as never,
      place: { bedId: places.bed, wardId: places.ward } as never,
      at: AT,
      newKey: () => dice.uuid(),
    }) as unknown as JsonMap,
  locations: ({ places }, dice) => ({
    kind: 'bed',
    name: `Bed ${dice.below(500)}`,
    status: 'active',
    parentId: places.ward,
    order: dice.below(50),
  }),
  practitioners: (_, dice) => ({
    names: { official: { family: `Doc ${dice.below(500)}` } },
    isActive: true,
  }),
  schedules: ({ places }, dice) => ({
    practitionerId: places.practitioner,
    zone: 'Europe/Dublin',
    slotMinutes: 20 + dice.below(20),
    rules: { [dice.uuid()]: { weekday: 1 + dice.below(7), start: '08:00', end: '12:00' } },
  }),
  disputes: () => ({}),
  pairs: () => ({}),
};
