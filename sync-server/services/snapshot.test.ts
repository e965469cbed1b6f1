import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { SnapshotManifest } from '#shared/sync/snapshot.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aRow,
  NOW,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { createReadFirst } from './snapshot-first.ts';
import { createSnapshots, type Snapshots } from './snapshot.ts';

const DEVICE = { scopes: [FACILITY_SCOPE] };
const [TODAY, LATER] = [NOW.slice(0, 10), '2026-12-01'];
let hospital: TestHospital;
let snapshots: Snapshots;
let reads = 0;
beforeEach(async () => {
  hospital = await aHospital();
  reads = 0;
  const { store } = hospital;
  const readSegment: typeof store.readSegment = (question) => {
    reads += 1;
    return store.readSegment(question);
  };
  snapshots = createSnapshots({ store: { ...store, readSegment }, clock: hospital.clock });
});
afterEach(async () => {
  snapshots.stop();
  await hospital.close();
});

const add = async (collection: CollectionName, content: JsonMap): Promise<string> => {
  const id = newId<string>();
  await hospital.store.bulkWrite([{ collection, id, content }], {
    action: 'import',
    at: NOW,
    onExisting: 'keep',
    isInWindow: () => true,
  });
  return id;
};
const person = (): Promise<string> => add('patients', { comment: newId() });
const booking = (patientId: string, day: string): Promise<string> =>
  add('appointments', { patientId, status: 'booked', slot: { wall: `${day}T09:00` } });
const leave = (id: string): Promise<void> =>
  hospital.store.transaction(async (tx) => tx.moveInFeed('patients', id, 'leave'));
const edit = (id: string) =>
  hospital.push(
    'patients',
    aRow(id, anEntry(hospital.doctor, [aChange('/birthDate', undefined, '1950-01-02')])),
  );
async function manifest(device = DEVICE, scope = FACILITY_SCOPE): Promise<SnapshotManifest> {
  const found = await snapshots.manifest(device, scope);
  if (!found) throw new Error('no manifest');
  return found;
}
async function documentsOf(hash: string): Promise<readonly WireDocument[] | null> {
  const segment = await snapshots.segment(DEVICE, FACILITY_SCOPE, hash);
  return segment && (JSON.parse(new TextDecoder().decode(segment.bytes)) as WireDocument[]);
}
async function load({ segments }: SnapshotManifest): Promise<ReadonlyMap<string, WireDocument>> {
  const held = new Map<string, WireDocument>();
  for (const { hash, records } of segments) {
    const documents = (await documentsOf(hash)) ?? [];
    expect(documents).toHaveLength(records);
    for (const document of documents) {
      expect(held.has(document.id)).toBe(false);
      held.set(document.id, document);
    }
  }
  return held;
}

test('the segments hold every document of the scope once, and the pull behind the watermark brings the rest (S15)', async () => {
  const people = [await person(), await person(), await person()];
  await booking(people[0] ?? '', TODAY);
  const made = await manifest();
  const changed = people[1] ?? '';
  await edit(changed);
  const late = await person();
  const held = new Map(await load(made));
  const checkpoint = {
    epoch: made.epoch,
    scopes: { [FACILITY_SCOPE]: made.watermark.patients },
  };
  const { documents } = await hospital.pull('patients', checkpoint);
  expect(documents.map(({ id }) => id)).toEqual([changed, late]);
  for (const document of documents) held.set(document.id, document);
  const here = [...held.values()].filter((one) => 'mrn' in one);
  expect(new Map(here.map((one) => [one.id, one]))).toEqual(await hospital.all('patients'));
});

test('places and today’s list come first, whoever is in the house next, the rest last (S15)', async () => {
  const [coming, lying, other] = [await person(), await person(), await person()];
  const [soon, later] = [await booking(coming, TODAY), await booking(other, LATER)];
  const stay = { bedId: newId(), wardId: newId(), start: NOW };
  const visit = await add('encounters', {
    patientId: lying,
    status: 'in-progress',
    class: 'IMP',
    stays: { s: stay },
  });
  const ward = await add('locations', { kind: 'ward', name: 'Ward 3' });
  const told: (readonly string[])[] = [];
  for (const { tier, hash } of (await manifest()).segments)
    for (const { id } of (await documentsOf(hash)) ?? []) told.push([tier, id]);
  expect(told).toEqual([
    ['today', ward],
    ['today', soon],
    ['today', coming],
    ['here', visit],
    ['here', lying],
    ['rest', later],
    ['rest', other],
  ]);
});

test('every collection is in a first sync: what is behind the watermark comes no other way (S15)', async () => {
  const tiers = await createReadFirst(hospital).tiers(TODAY);
  const named = new Set(tiers.map(({ collection }) => collection));
  expect(COLLECTIONS.filter((name) => !named.has(name))).toEqual([]);
});

test('a segment is what its hash says, in every form', async () => {
  await person();
  const [{ hash = '', bytes = 0 } = {}] = (await manifest()).segments;
  const segment = await snapshots.segment(DEVICE, FACILITY_SCOPE, hash);
  const plain = segment?.bytes ?? new Uint8Array();
  expect(plain.byteLength).toBe(bytes);
  expect(createHash('sha256').update(plain).digest('hex')).toBe(hash);
  expect(zstdDecompressSync((await segment?.coded('zstd')) ?? '')).toEqual(plain);
});

test('segments are made once for all who ask, and no write drops them', async () => {
  const id = await person();
  const first = await manifest();
  const before = reads;
  await edit(id);
  expect(await manifest()).toEqual(first);
  expect(reads).toBe(before);
});

test('a segment with somebody in it who has left is not given out any more, others are (S13, S15)', async () => {
  const [left, coming] = [await person(), await person()];
  await booking(coming, TODAY);
  const first = await manifest();
  const hashOf = (made: SnapshotManifest, name: string): string =>
    made.segments.find((one) => one.name === name)?.hash ?? '';
  await leave(left);
  expect(await documentsOf(hashOf(first, 'rest-patients-0'))).toBeNull();
  expect(await documentsOf(hashOf(first, 'today-patients-0'))).toHaveLength(1);
  const again = await manifest();
  expect([again.id, again.watermark]).toEqual([first.id, first.watermark]);
  expect(await documentsOf(hashOf(again, 'rest-patients-0'))).toEqual([]);
});

test('what leaves while a segment is read is not in it (S13, S15)', async () => {
  const [left, stays] = [await person(), await person()];
  const { store } = hospital;
  let isFirst = true;
  const readSegment: typeof store.readSegment = async (question) => {
    const page = await store.readSegment(question);
    if (isFirst && question.collection === 'patients' && page.ids.length > 0) {
      isFirst = false;
      await leave(left);
    }
    return page;
  };
  snapshots.stop();
  snapshots = createSnapshots({ store: { ...store, readSegment }, clock: hospital.clock });
  expect([...(await load(await manifest())).keys()]).toEqual([stays]);
});

test('another day has another list, and who comes then comes first', async () => {
  const id = await person();
  await booking(id, LATER);
  const before = await manifest();
  hospital.clock.set(`${LATER}T07:00:00.000Z`);
  const after = await manifest();
  expect(after.id).not.toBe(before.id);
  expect(after.segments.map(({ tier }) => tier)).toEqual(['today', 'today']);
});

test('a scope that the device does not hold has no snapshot (S13, S15)', async () => {
  await person();
  const [{ hash = '' } = {}] = (await manifest()).segments;
  const placed = { scopes: [wardScope(newId())] };
  expect(await snapshots.manifest(placed, FACILITY_SCOPE)).toBeNull();
  expect(await snapshots.segment(placed, FACILITY_SCOPE, hash)).toBeNull();
});
