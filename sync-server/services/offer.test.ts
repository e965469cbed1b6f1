import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { OfferedDocument, OfferedMutation } from '#shared/sync/offer.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import { scopesOfDevice } from '#shared/sync/scope.ts';
import {
  aChange,
  aDevice,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  pullAnswerOf,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { createPull } from './pull.ts';

const nurse = aPerson('nurse');
const other = aPerson('reception');
const tablet = aDevice([nurse]);
const desk = aDevice([other]);
let hospital: TestHospital;
let id: string;
beforeEach(async () => {
  hospital = await aHospital([nurse, other]);
  id = newId<string>();
});
afterEach(() => hospital.close());

/** One accepted mutation, with the revision that the hospital answered and the version that devices then hold. */
async function accepted(
  entry: TrailEntry,
  collection: CollectionName = 'patients',
): Promise<OfferedMutation & { readonly held: { rev: string; content: JsonMap } }> {
  const [result] = await hospital.push(collection, aRow(id, entry));
  const { rev = '', content = {} } = result?.document ?? {};
  return { rev, entry, held: { rev, content } };
}
const write = (by: typeof nurse, ...changes: readonly Change[]) => accepted(anEntry(by, changes));
const offered = (
  held: OfferedDocument['held'],
  ...mutations: readonly OfferedMutation[]
): OfferedDocument => ({
  collection: 'patients',
  id,
  held,
  mutations: mutations.map(({ rev, entry }) => ({ rev, entry })),
});
const content = () => hospital.content('patients', id);
const history = async () =>
  (await hospital.store.readHistory({ collection: 'patients', id, limit: 100 }))
    .toReversed()
    .map(({ by, changes }) => [
      by,
      ...changes.map(({ path, after }) => `${path} ${String(after)}`),
    ]);
const disputes = async (): Promise<readonly Dispute[]> =>
  [...(await hospital.all('disputes')).values()].map((one) => one.content as unknown as Dispute);

test('what was accepted after the backup is there again, once, under its authors (S11)', async () => {
  await write(nurse, aChange('/comment', undefined, 'a'));
  const restore = await hospital.backup();
  const second = await write(
    nurse,
    aChange('/comment', 'a', 'b'),
    aChange('/birthDate', undefined, '1959'),
  );
  const third = await write(other, aChange('/comment', 'b', 'c'));
  await restore();
  expect(await content()).toEqual({ comment: 'a' });
  const first = await hospital.offer([offered(third.held, second)], tablet);
  expect(first).toMatchObject([{ id, restored: 2, known: 0, refused: 0 }]);
  await hospital.offer([offered(third.held, third)], desk);
  expect(await content()).toEqual({ comment: 'c', birthDate: '1959' });
  expect(await history()).toEqual([
    [nurse.id, '/comment a'],
    // What the tablet only saw stands there without an author until the desk says who it was.
    [null, '/comment c'],
    [nurse.id, '/comment b', '/birthDate 1959'],
    [other.id, '/comment c'],
  ]);
  expect(await disputes()).toEqual([]);

  const { head } = await hospital.store.readFacility();
  const again = await hospital.offer([offered(third.held, second, third)], tablet);
  expect(again).toMatchObject([{ restored: 0, known: 3, refused: 0 }]);
  expect((await hospital.store.readFacility()).head).toBe(head);
});

test('what was accepted after the wrong backup comes back to the right one, which knows nothing of that time (S11)', async () => {
  const wrong = await hospital.backup();
  await write(nurse, aChange('/comment', undefined, 'a'), aChange('/sex', undefined, 'male'));
  await write(nurse, aChange('/comment', 'a', 'b'));
  const right = await hospital.backup();
  await wrong();
  const between = await write(other, aChange('/birthDate', undefined, '1959'));
  await right();
  await hospital.offer([offered(between.held)], tablet);
  await hospital.offer([offered(null, between)], desk);
  expect(await content()).toEqual({ comment: 'b', sex: 'male', birthDate: '1959' });
  expect((await history()).slice(2)).toEqual([
    [null, '/birthDate 1959'],
    [other.id, '/birthDate 1959'],
  ]);
  expect(await disputes()).toEqual([]);
});

test('a value that gives way to what was written since the restore stands in the history (S11, M10)', async () => {
  await write(nurse, aChange('/comment', undefined, 'a'));
  const restore = await hospital.backup();
  const lost = await write(other, aChange('/comment', 'a', 'b'));
  await restore();
  await write(nurse, aChange('/comment', 'a', 'c'));
  await hospital.offer([offered(lost.held)], tablet);
  expect(await content()).toEqual({ comment: 'c' });
  const [last] = await hospital.store.readHistory({ collection: 'patients', id, limit: 1 });
  expect(last?.changes).toEqual([{ path: '/comment', before: 'b', after: 'c' }]);
});

test('of several offers the highest lost revision wins, in whatever order they come (S11)', async () => {
  const restore = await hospital.backup();
  const writes = [
    await write(nurse, aChange('/birthDate', undefined, '1959')),
    await write(other, aChange('/birthDate', '1959', '1959-03')),
    await write(nurse, aChange('/birthDate', '1959-03', '1959-03-14')),
  ];
  const orders = [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [1, 0, 2],
  ];
  const cases = orders.flatMap((order) => [true, false].map((isHeld) => ({ order, isHeld })));
  for (const { order, isHeld } of cases) {
    await restore();
    for (const one of order.flatMap((at) => writes[at] ?? [])) {
      const from = one.entry.by === nurse.id ? tablet : desk;
      await hospital.offer([offered(isHeld ? one.held : null, one)], from);
    }
    // Mutations alone, without any version, may leave a doubt to people, but never an older value standing.
    if (isHeld) {
      expect([order, await content()]).toEqual([order, { birthDate: '1959-03-14' }]);
      expect([order, await disputes()]).toEqual([order, []]);
    }
    const said = (await history()).map(([by]) => by).filter((by) => by !== null);
    expect(said.toSorted()).toEqual([nurse.id, nurse.id, other.id].toSorted());
  }
});

test('an older mutation that comes back alone never writes over a newer one (S11)', async () => {
  const restore = await hospital.backup();
  const older = await write(nurse, aChange('/comment', undefined, 'older'));
  const newer = await write(other, aChange('/comment', 'older', 'newer'));
  await restore();
  await hospital.offer([offered(null, newer)], desk);
  await hospital.offer([offered(null, older)], tablet);
  expect(await content()).toEqual({ comment: 'newer' });
  expect(await history()).toEqual([
    [other.id, '/comment newer'],
    [nurse.id, '/comment older'],
  ]);
});

test('what was written since the restore is not undone by what comes back: it counts, or both are shown (S11, M10)', async () => {
  await write(nurse, aChange('/comment', undefined, 'a'), aChange('/birthDate', undefined, '1959'));
  const restore = await hospital.backup();
  const lost = await write(
    nurse,
    aChange('/comment', 'a', 'lost'),
    aChange('/birthDate', '1959', '1960'),
    aChange('/sex', undefined, 'male'),
  );
  await restore();
  await write(other, aChange('/comment', 'a', 'since'), aChange('/birthDate', '1959', '1961'));
  await hospital.offer([offered(lost.held, lost)], tablet);
  expect(await content()).toEqual({ comment: 'since', birthDate: '1961', sex: 'male' });
  const readings = (await disputes()).flatMap(({ readings: all = {} }) => Object.values(all));
  expect(readings.map(({ value, by }) => [value, by])).toEqual([
    ['1961', other.id],
    ['1960', nurse.id],
  ]);
});

test('a second restore from the same backup loses nothing either (S11)', async () => {
  const restore = await hospital.backup();
  const first = await write(nurse, aChange('/comment', undefined, 'a'));
  await restore();
  const [back] = await hospital.offer([offered(first.held, first)], tablet);
  const second = await write(nurse, aChange('/comment', 'a', 'b'));
  await restore();
  const mutations = [{ ...first, rev: back?.rev ?? '' }, second];
  await hospital.offer([offered(second.held, ...mutations)], tablet);
  expect(await content()).toEqual({ comment: 'b' });
  expect((await history()).map(([by]) => by)).toEqual([nurse.id, nurse.id]);
});

test('the hospital’s own words come back too: steps, bookings, decisions need no second leave (S11)', async () => {
  const slot = {
    wall: '2026-11-25T10:00',
    zone: 'Europe/Dublin',
    start: '2026-11-25T10:00:00.000Z',
    end: '2026-11-25T10:30:00.000Z',
    practitionerId: newId<string>(),
  };
  await accepted(
    anEntry(other, [
      aChange('/status', undefined, 'booked'),
      aChange('/slot', undefined, slot),
      aChange('/booking', undefined, 'provisional'),
    ]),
    'appointments',
  );
  const restore = await hospital.backup();
  await accepted(anEntry(other, [aChange('/status', 'booked', 'arrived')]), 'appointments');
  const seen = await accepted(
    anEntry(other, [aChange('/status', 'arrived', 'fulfilled')]),
    'appointments',
  );
  await restore();
  await hospital.offer([{ ...offered(seen.held), collection: 'appointments' }], desk);
  expect(await hospital.content('appointments', id)).toMatchObject({
    status: 'fulfilled',
    booking: 'confirmed',
  });
});

test('what may not be taken back without a person is kept for one, and counted (S4, S9, S11)', async () => {
  const restore = await hospital.backup();
  const written = await write(other, aChange('/comment', undefined, 'by reception'));
  await restore();
  // The tablet knows nobody of reception any more: the restored hospital never heard of that sign-in.
  const results = await hospital.offer(
    [offered(null, written), { collection: 'patients', id, held: { rev: 'x' } }, 7],
    tablet,
  );
  expect(results).toMatchObject([{ id, restored: 0, refused: 1 }]);
  expect(await content()).toBeUndefined();
  expect(await hospital.store.countEscrow()).toBe(3);
  expect((await disputes()).map(({ code }) => code).toSorted()).toEqual([
    'not-readable',
    'unknown-author',
  ]);
  expect(await hospital.store.listReturned()).toMatchObject([
    { deviceId: tablet.id, documents: 0, mutations: 0, refused: 3, isDone: true },
  ]);
});

test('a hospital that was never restored takes nothing as lost, whatever a device says', async () => {
  await write(nurse, aChange('/comment', undefined, 'a'));
  const held = { rev: 'other.99', content: { comment: 'forged' } };
  expect(await hospital.offer([offered(held)], tablet)).toMatchObject([{ restored: 0 }]);
  expect(await content()).toEqual({ comment: 'a' });
});

test('a version or a mutation that came back garbled does not keep out the good one of another device (S11)', async () => {
  const restore = await hospital.backup();
  const kept = await write(nurse, aChange('/birthDate', undefined, '1959'));
  await restore();
  const garbled = { rev: kept.rev, content: { birthDate: 42 } };
  expect(await hospital.offer([offered(garbled)], tablet)).toMatchObject([{ refused: 1 }]);
  expect(await hospital.offer([offered(kept.held)], desk)).toMatchObject([{ restored: 1 }]);
  expect(await content()).toEqual({ birthDate: '1959' });
});

test('a mutation that came back garbled does not keep out the good one (S11)', async () => {
  const restore = await hospital.backup();
  const kept = await write(nurse, aChange('/birthDate', undefined, '1959'));
  await restore();
  const garbled = { ...kept.entry, changes: [aChange('/birthDate', undefined, 42)] };
  const bad = offered(null, { rev: kept.rev, entry: garbled });
  expect(await hospital.offer([bad], tablet)).toMatchObject([{ refused: 1 }]);
  expect(await hospital.offer([offered(null, kept)], tablet)).toMatchObject([{ restored: 1 }]);
  expect(await content()).toEqual({ birthDate: '1959' });
});

test('a mutation refused for the sake of the one before it comes back with the good one (S11)', async () => {
  const restore = await hospital.backup();
  const first = await write(nurse, aChange('/birthDate', undefined, '1959'));
  const next = await write(nurse, aChange('/comment', undefined, 'x'));
  await restore();
  const garbled = { ...first.entry, changes: [aChange('/birthDate', undefined, 42)] };
  const bad = offered(null, { rev: first.rev, entry: garbled }, next);
  expect(await hospital.offer([bad], tablet)).toMatchObject([{ refused: 2 }]);
  expect(await hospital.offer([offered(null, first, next)], tablet)).toMatchObject([
    { restored: 2 },
  ]);
  expect(await content()).toEqual({ birthDate: '1959', comment: 'x' });
});

test('what a device with places made stays on it when it comes back, and nothing else is brought to it (S11, S13)', async () => {
  const places = [wardScope(newId<string>())];
  const placed = { ...tablet, places, scopes: scopesOfDevice(tablet.id, places, tablet.people) };
  const other = id;
  const elsewhere = await write(nurse, aChange('/comment', undefined, 'elsewhere'));
  const restore = await hospital.backup();
  id = newId<string>();
  const made = await write(nurse, aChange('/comment', undefined, 'made here'));
  await restore();
  const lost = { ...elsewhere.held, rev: made.rev };
  await hospital.offer([offered(made.held), { ...offered(lost), id: other }], placed);
  const pull = createPull({ store: hospital.store });
  const request = { collection: 'patients', checkpoint: null, limit: 9 } as const;
  const { documents } = pullAnswerOf(await pull(placed, request));
  expect(documents.map((one) => one.content)).toEqual([{ comment: 'made here' }]);
});
