import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import { newId, type PractitionerId } from '#shared/domain/ids.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { cancelOfSeries, moveOfSeries } from '#shared/scheduling/series-deed.ts';
import { intervalAt } from '#shared/scheduling/wall-time.ts';
import { aHospital, anEntry, aRow, NOW, type TestHospital } from '#server/testing/a-hospital.ts';

const ZONE = 'Europe/Dublin';
const practitionerId = newId<PractitionerId>();
const slotAt = (wall: string): BookedSlot => ({ ...intervalAt(wall, 30, ZONE), practitionerId });
const MONDAYS = ['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21'];
let hospital: TestHospital;
let ids: readonly string[];

beforeEach(async () => {
  hospital = await aHospital();
  ids = MONDAYS.map(() => newId<string>());
  const seriesId = newId<string>();
  for (const [i, day] of MONDAYS.entries())
    await book(ids[i] ?? '', `${day}T10:00`, { seriesId, seriesWall: `${day}T10:00` });
});
afterEach(() => hospital.close());

const book = (id: string, wall: string, more: Partial<Appointment> = {}): Promise<unknown> =>
  write(id, {}, { status: 'booked', booking: 'provisional', slot: slotAt(wall), ...more });

async function write(
  id: string,
  before: JsonMap,
  after: Appointment,
  undoes?: TrailEntry,
): Promise<TrailEntry> {
  const changes = changesBetween('appointments', before, after as unknown as JsonMap);
  const entry = {
    ...anEntry(hospital.doctor, changes),
    ...(undoes ? { undoes: undoes.id } : {}),
  };
  const [result] = await hospital.push('appointments', aRow(id, entry));
  expect(result?.outcome).not.toBe('rejected');
  return entry;
}
const contentOf = async (id = ''): Promise<Appointment> =>
  ((await hospital.content('appointments', id)) ?? {}) as unknown as Appointment;
const lie = async (): Promise<readonly string[]> => {
  const all = await Promise.all(ids.map((id) => contentOf(id)));
  return all.map(({ status, slot, booking }) =>
    [slot?.wall.slice(5), status === 'booked' ? booking : status].join(' '),
  );
};
const moveFrom = async (n: number, wall: string, reach: 'later' | 'all'): Promise<TrailEntry> => {
  const before = await contentOf(ids[n]);
  const after = moveOfSeries(before, slotAt(wall), { reach, at: NOW });
  if (!after.ok) throw new Error(after.error.kind);
  return write(ids[n] ?? '', before as unknown as JsonMap, after.value);
};

test('this and later move in one transaction, and each is asked for its time anew (S10)', async () => {
  await book(newId(), '2026-12-15T14:00');
  const { id: mutationId, by } = await moveFrom(1, '2026-12-08T14:00', 'later');
  expect(await lie()).toEqual([
    '11-30T10:00 confirmed',
    '12-08T14:00 confirmed',
    '12-15T14:00 clash',
    '12-22T14:00 confirmed',
  ]);
  const last = { collection: 'appointments', id: ids[3] ?? '', limit: 10 } as const;
  const history = await hospital.store.transaction((tx) => tx.readHistory(last));
  expect(history).toContainEqual(expect.objectContaining({ mutationId, by }));
});

test('a series that moves on by a week never stands in its own way, in either direction', async () => {
  await moveFrom(0, '2026-12-07T10:00', 'all');
  expect(await lie()).toEqual([
    '12-07T10:00 confirmed',
    '12-14T10:00 confirmed',
    '12-21T10:00 confirmed',
    '12-28T10:00 confirmed',
  ]);
  await moveFrom(1, '2026-12-07T10:00', 'all');
  expect(await lie()).toEqual([
    '11-30T10:00 confirmed',
    '12-07T10:00 confirmed',
    '12-14T10:00 confirmed',
    '12-21T10:00 confirmed',
  ]);
});

test('what is over stays, what was moved by itself stays, and a cancellation reaches both kinds of later ones', async () => {
  const alone = await contentOf(ids[2]);
  await write(ids[2] ?? '', alone as unknown as JsonMap, {
    ...alone,
    booking: 'provisional',
    slot: slotAt('2026-12-16T09:00'),
  });
  hospital.clock.set('2026-12-01T00:00:00.000Z');
  await moveFrom(1, '2026-12-07T11:00', 'all');
  expect(await lie()).toEqual([
    '11-30T10:00 confirmed',
    '12-07T11:00 confirmed',
    '12-16T09:00 confirmed',
    '12-21T11:00 confirmed',
  ]);
  const before = await contentOf(ids[1]);
  const at = instantAt(hospital.clock.now());
  const cancelled = cancelOfSeries(before, 'moved away', { reach: 'later', at });
  if (!cancelled.ok) throw new Error(cancelled.error.kind);
  await write(ids[1] ?? '', before as unknown as JsonMap, cancelled.value);
  expect(await lie()).toEqual([
    '11-30T10:00 confirmed',
    '12-07T11:00 cancelled',
    '12-16T09:00 cancelled',
    '12-21T11:00 cancelled',
  ]);
});

test('the undo of a deed on several takes it back from each of them, but for what somebody changed since (M9)', async () => {
  const before = await contentOf(ids[1]);
  const done = await moveFrom(1, '2026-12-08T14:00', 'later');
  const third = await contentOf(ids[2]);
  await write(ids[2] ?? '', third as unknown as JsonMap, {
    ...third,
    booking: 'provisional',
    slot: slotAt('2026-12-18T08:00'),
  });
  const now = await contentOf(ids[1]);
  await write(ids[1] ?? '', now as unknown as JsonMap, before, done);
  expect(await lie()).toEqual([
    '11-30T10:00 confirmed',
    '12-07T10:00 confirmed',
    '12-18T08:00 confirmed',
    '12-21T10:00 confirmed',
  ]);
});

test('a deed sent twice is done once', async () => {
  const before = await contentOf(ids[0]);
  const after = moveOfSeries(before, slotAt('2026-12-01T10:00'), { reach: 'all', at: NOW });
  if (!after.ok) throw new Error(after.error.kind);
  const changes = changesBetween(
    'appointments',
    before as unknown as JsonMap,
    after.value as unknown as JsonMap,
  );
  const row = aRow(ids[0] ?? '', anEntry(hospital.doctor, changes));
  await hospital.push('appointments', row);
  const there = await lie();
  await hospital.push('appointments', row);
  expect(await lie()).toEqual(there);
});
