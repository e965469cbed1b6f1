import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import { clinicScope, wardScope } from '#shared/sync/place-scope.ts';
import { deviceScope, isReference, scopesOfDevice, type Scope } from '#shared/sync/scope.ts';
import { isLastPage, joinCheckpoint } from '#pwa/store/sync/join-checkpoint.ts';
import type { KnownDevice } from '#server/app-env.ts';
import { createPull } from '#server/services/pull.ts';
import { createPullPages } from '#server/services/pull-pages.ts';
import { createPush } from '#server/services/push.ts';
import { moveWindow } from '#server/services/window.ts';
import { openStoreInMemory } from '#server/store/sqlite/open-store.ts';
import type { Store } from '#server/store/store.ts';
import {
  aDevice,
  anEntry,
  aPerson,
  aRow,
  FACILITY,
  pullAnswerOf,
} from '#server/testing/a-hospital.ts';

/** What somebody does in the hospital, told so that any list of it can be done. */
type Step =
  | { readonly kind: 'register'; readonly device: number }
  | { readonly kind: 'admit'; readonly patient: number; readonly ward: number }
  | { readonly kind: 'move'; readonly visit: number; readonly ward: number }
  | { readonly kind: 'discharge'; readonly visit: number }
  | {
      readonly kind: 'book';
      readonly patient: number;
      readonly clinic: number;
      readonly day: number;
    }
  | {
      readonly kind: 'rebook';
      readonly booking: number;
      readonly clinic: number;
      readonly day: number;
    }
  | { readonly kind: 'comment'; readonly patient: number; readonly device: number }
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'toggle'; readonly device: number; readonly place: number }
  | { readonly kind: 'pull'; readonly device: number; readonly collection: number };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-24T07:00:00.000Z');
const WARDS = [newId<string>(), newId<string>()];
const CLINICS = [newId<string>(), newId<string>()];
const PLACES: readonly Scope[] = [...WARDS.map(wardScope), ...CLINICS.map(clinicScope)];
const PAGE = 3;

const small = fc.nat({ max: 2 });
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('register' as const), device: small }),
  fc.record({ kind: fc.constant('admit' as const), patient: small, ward: small }),
  fc.record({ kind: fc.constant('move' as const), visit: small, ward: small }),
  fc.record({ kind: fc.constant('discharge' as const), visit: small }),
  fc.record({
    kind: fc.constant('book' as const),
    patient: small,
    clinic: small,
    day: fc.integer({ min: -40, max: 200 }),
  }),
  fc.record({
    kind: fc.constant('rebook' as const),
    booking: small,
    clinic: small,
    day: fc.integer({ min: -40, max: 200 }),
  }),
  fc.record({ kind: fc.constant('comment' as const), patient: small, device: small }),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(1, 12, 25, 24 * 31) }),
  fc.record({
    kind: fc.constant('toggle' as const),
    device: small,
    place: fc.nat({ max: PLACES.length - 1 }),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pull' as const),
      device: small,
      collection: fc.nat({ max: COLLECTIONS.length }),
    }),
  },
);

interface Tablet {
  device: KnownDevice;
  readonly checkpoints: Map<CollectionName, Checkpoint>;
  readonly held: Map<string, WireDocument>;
}
interface Interval {
  readonly starts: number;
  ends: number;
}

/** Who belongs where, said a second time and without tables. */
function createLedger(now: () => number) {
  const claims = new Map<string, Interval>();
  const owners = new Map<string, string | null>();
  const nameOf = (target: string, scope: Scope, source: string): string =>
    [target, scope, source].join(' ');
  return {
    own: (key: string, patient: string | null) => void owners.set(key, patient),
    claim: (source: string, wanted: ReadonlyMap<string, Interval>) => {
      for (const [name, old] of claims) {
        if (name.endsWith(` ${source}`) && !wanted.has(name.slice(0, -source.length - 1)))
          old.ends = old.starts > now() ? now() : Math.min(old.ends, now() + DAY);
      }
      for (const [name, interval] of wanted) claims.set(`${name} ${source}`, { ...interval });
    },
    /** The scopes of a document at an instant. */
    scopesOf: (key: string, at: number): ReadonlySet<Scope> => {
      const patient = owners.get(key);
      const targets = [key, ...(patient ? [`patients/${patient}`] : [])];
      const found = [...claims].filter(
        ([name, { starts, ends }]) =>
          targets.some((target) => name.startsWith(`${target} `)) && starts <= at && ends > at,
      );
      return new Set(['facility', ...found.map(([name]) => name.split(' ')[1] ?? '')]);
    },
    nameOf,
  };
}

/** A hospital, two tablets with places and one without, and the second telling of who belongs where. */
async function aWorld() {
  let now = START;
  let sweptAt = START;
  const clock = { now: () => now };
  const store: Store = openStoreInMemory(new Database(':memory:'), { clock, newEpoch: () => 'e' });
  await store.transaction(async (tx) => tx.writeFacility(FACILITY));
  const person = aPerson('doctor', 'records');
  const push = createPush({ store, clock, onPoison: (cause) => expect(cause).toBeNull() });
  const pull = createPull({ store, pages: createPullPages(store) });
  const ledger = createLedger(clock.now);
  const placed = (places: readonly Scope[] | null): Tablet => {
    const device = aDevice([person]);
    const scopes = scopesOfDevice(device.id, places, [person]);
    return { device: { ...device, places, scopes }, checkpoints: new Map(), held: new Map() };
  };
  const tablets = [
    placed(null),
    placed([PLACES[0] ?? '']),
    placed([PLACES[1] ?? '', PLACES[2] ?? '']),
  ];
  const contents = new Map<string, JsonMap>();
  const ids: Record<'patients' | 'encounters' | 'appointments', string[]> = {
    patients: [],
    encounters: [],
    appointments: [],
  };

  const write = async (
    collection: 'patients' | 'encounters' | 'appointments',
    id: string,
    { content, device }: { content: JsonMap; device: KnownDevice },
  ): Promise<void> => {
    const key = `${collection}/${id}`;
    const before = contents.get(key);
    const changes = changesBetween(collection, before ?? {}, content);
    if (changes.length === 0) return;
    const answer = await push(device, { collection, rows: [aRow(id, anEntry(person, changes))] });
    const { results } = JSON.parse(answer) as { results: { document: WireDocument | null }[] };
    contents.set(key, content);
    const patient = collection === 'patients' ? null : String(content['patientId']);
    ledger.own(key, patient);
    if (!before && device.places !== null) {
      const name = ledger.nameOf(key, deviceScope(device.id), 'made');
      ledger.claim(`made-${id}`, new Map([[name, { starts: 0, ends: now + DAY }]]));
    }
    ledger.claim(key, claimed(key, content));
    for (const { document } of results) mayTell(device, collection, document);
  };
  const claimed = (key: string, content: JsonMap): ReadonlyMap<string, Interval> => {
    const target = `patients/${String(content['patientId'])}`;
    if (key.startsWith('encounters/') && content['status'] === 'in-progress') {
      const stays = Object.values(
        content['stays'] as Record<string, { wardId: string; end?: string }>,
      );
      const wards = stays.filter(({ end }) => end === undefined).map(({ wardId }) => wardId);
      return new Map(
        wards.map((id) => [`${target} ${wardScope(id)}`, { starts: 0, ends: Infinity }]),
      );
    }
    const slot = content['slot'] as { wall: string; clinicId: string } | undefined;
    if (!slot) return new Map();
    const day = Date.parse(slot.wall.slice(0, 10));
    const interval = { starts: day - 180 * DAY, ends: day + 31 * DAY };
    return new Map([[`${target} ${clinicScope(slot.clinicId)}`, interval]]);
  };
  /** Nothing with content goes to a device that none of its scopes brings it to, at the moment of sending. */
  const mayTell = (
    device: KnownDevice,
    collection: CollectionName,
    document: WireDocument | null,
  ) => {
    if (!document || document._deleted || isReference(collection)) return;
    const scopes = ledger.scopesOf(`${collection}/${document.id}`, sweptAt);
    const fresh = ledger.scopesOf(`${collection}/${document.id}`, now);
    expect(device.scopes.some((scope) => scopes.has(scope) || fresh.has(scope))).toBe(true);
  };
  const pullOnce = async (tablet: Tablet, collection: CollectionName): Promise<boolean> => {
    const { device, checkpoints, held } = tablet;
    const checkpoint = checkpoints.get(collection) ?? null;
    const page = pullAnswerOf(await pull(device, { collection, checkpoint, limit: PAGE }));
    for (const document of page.documents) {
      mayTell(device, collection, document);
      if (document._deleted) held.delete(`${collection}/${document.id}`);
      else held.set(`${collection}/${document.id}`, document);
    }
    const next = joinCheckpoint(checkpoint, page, device.scopes);
    checkpoints.set(collection, next);
    return isLastPage(page, next, device.scopes);
  };
  const pullAll = async (tablet: Tablet): Promise<void> => {
    for (const collection of COLLECTIONS)
      for (let pages = 0; !(await pullOnce(tablet, collection)); pages += 1)
        expect(pages).toBeLessThan(1000);
  };
  const at = <T>(list: readonly T[], n: number): T | undefined =>
    list[n % Math.max(1, list.length)];
  const slotOn = (day: number, clinic: number): JsonMap => {
    const date = new Date(START + day * DAY).toISOString().slice(0, 10);
    return {
      wall: `${date}T10:00`,
      zone: 'Europe/Dublin',
      start: `${date}T10:00:00.000Z`,
      end: `${date}T10:30:00.000Z`,
      clinicId: CLINICS[clinic % 2] ?? '',
    };
  };
  const sweep = async (): Promise<void> => {
    await moveWindow(store, clock);
    sweptAt = now;
  };
  const desk = (): KnownDevice => (tablets[0] as Tablet).device;
  const doStep = async (step: Step): Promise<void> => {
    switch (step.kind) {
      case 'register': {
        const id = newId<string>();
        ids.patients.push(id);
        const device = (at(tablets, step.device) as Tablet).device;
        return write('patients', id, { content: { comment: 'new' }, device });
      }
      case 'comment': {
        const id = at(ids.patients, step.patient);
        const tablet = at(tablets, step.device) as Tablet;
        if (!id) return;
        const before = contents.get(`patients/${id}`) ?? {};
        const content = { ...before, comment: `${String(before['comment'])}.` };
        return write('patients', id, { content, device: tablet.device });
      }
      case 'admit': {
        const patientId = at(ids.patients, step.patient);
        if (!patientId) return;
        const id = newId<string>();
        ids.encounters.push(id);
        const stay = {
          bedId: newId<string>(),
          wardId: WARDS[step.ward % 2] ?? '',
          start: iso(now),
        };
        const content = { patientId, status: 'in-progress', class: 'IMP', stays: { a: stay } };
        return write('encounters', id, { content, device: desk() });
      }
      case 'move':
      case 'discharge': {
        const id = at(ids.encounters, step.visit);
        const before = id && contents.get(`encounters/${id}`);
        if (!id || !before || before['status'] !== 'in-progress') return;
        const stays = before['stays'] as Record<string, JsonMap>;
        const ended = Object.fromEntries(
          Object.entries(stays).map(([key, stay]) => [key, { end: iso(now), ...stay }]),
        );
        const next =
          step.kind === 'discharge'
            ? { status: 'finished', period: { start: iso(START), end: iso(now) }, stays: ended }
            : {
                stays: {
                  ...ended,
                  [newId<string>()]: {
                    bedId: newId<string>(),
                    wardId: WARDS[step.ward % 2] ?? '',
                    start: iso(now),
                  },
                },
              };
        return write('encounters', id, { content: { ...before, ...next }, device: desk() });
      }
      case 'book': {
        const patientId = at(ids.patients, step.patient);
        if (!patientId) return;
        const id = newId<string>();
        ids.appointments.push(id);
        const content = { patientId, status: 'booked', slot: slotOn(step.day, step.clinic) };
        return write('appointments', id, { content, device: desk() });
      }
      case 'rebook': {
        const id = at(ids.appointments, step.booking);
        const before = id && contents.get(`appointments/${id}`);
        if (!id || !before) return;
        const content = { ...before, slot: slotOn(step.day, step.clinic) };
        return write('appointments', id, { content, device: desk() });
      }
      case 'wait':
        now += step.hours * HOUR;
        return sweep();
      case 'toggle': {
        const tablet = tablets[1 + (step.device % 2)] as Tablet;
        const before = tablet.device.places ?? [];
        const place = PLACES[step.place] ?? '';
        const places = before.includes(place)
          ? before.filter((other) => other !== place)
          : [...before, place];
        const scopes = scopesOfDevice(tablet.device.id, places, [person]);
        tablet.device = { ...tablet.device, places, scopes };
        return;
      }
      case 'pull': {
        const tablet = at(tablets, step.device) as Tablet;
        const collection = COLLECTIONS[step.collection];
        return collection ? void (await pullOnce(tablet, collection)) : pullAll(tablet);
      }
    }
  };
  const settle = async (): Promise<void> => {
    await sweep();
    for (const tablet of tablets) await pullAll(tablet);
  };
  /** What a device must hold now: what one of its scopes has and the window of time does not keep out. */
  const expected = async (tablet: Tablet): Promise<readonly string[]> => {
    const keys: string[] = [];
    for (const key of contents.keys()) {
      const [collection, id] = key.split('/') as [CollectionName, string];
      const wire = JSON.parse(
        (await store.readWire(collection, id, ['facility'])) ?? '{}',
      ) as WireDocument;
      if (wire._deleted) continue;
      const scopes = ledger.scopesOf(key, now);
      if (tablet.device.scopes.some((scope) => scopes.has(scope))) keys.push(key);
    }
    return keys.toSorted();
  };
  return { tablets, doStep, settle, expected, store };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

test('a device holds what its scopes hold, and was never told of anything else (S6, S13)', async () => {
  await fc.assert(fc.asyncProperty(fc.array(aStep, { minLength: 10, maxLength: 60 }), holdsAfter), {
    numRuns: Number(process.env['RUNS'] ?? 60),
  });
});
async function holdsAfter(steps: readonly Step[]): Promise<void> {
  const world = await aWorld();
  for (const step of steps) await world.doStep(step);
  await world.settle();
  for (const tablet of world.tablets) {
    expect([...tablet.held.keys()].toSorted()).toEqual(await world.expected(tablet));
    for (const [key, document] of tablet.held) {
      const [collection, id] = key.split('/') as [CollectionName, string];
      expect(document.content).toEqual((await world.store.readDocument(collection, id))?.content);
    }
  }
  await world.store.close();
}

test.each<[string, readonly Step[]]>([
  [
    'what lies in another place of the device stays when one is lost',
    [
      { kind: 'register', device: 0 },
      { kind: 'admit', patient: 0, ward: 0 },
      { kind: 'book', patient: 0, clinic: 0, day: 3 },
      { kind: 'toggle', device: 0, place: 2 },
      { kind: 'pull', device: 1, collection: COLLECTIONS.length },
      { kind: 'toggle', device: 0, place: 0 },
    ],
  ],
])('%s', async (_, steps) => {
  await holdsAfter(steps);
});
