import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdsSlot, overlaps, type Appointment } from '#shared/domain/appointment.ts';
import { newId } from '#shared/domain/ids.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { aHospital, anEntry, aRow, type TestHospital } from '#server/testing/a-hospital.ts';

const DAY = Date.parse('2026-11-25T00:00:00.000Z');
const [practitionerId, otherId, roomId] = [newId<string>(), newId<string>(), newId<string>()];
let hospital: TestHospital;
beforeEach(async () => void (hospital = await aHospital()));
afterEach(() => hospital.close());

const slotAt = (minute: number, length = 30, who: JsonMap = { practitionerId }): JsonMap => ({
  wall: instantAt(DAY + minute * 60_000).slice(0, 16),
  zone: 'UTC',
  start: instantAt(DAY + minute * 60_000),
  end: instantAt(DAY + (minute + length) * 60_000),
  ...who,
});
const book = async (slot: JsonMap, more: JsonMap = {}): Promise<string> => {
  const id = newId<string>();
  await write(id, {}, { status: 'booked', booking: 'provisional', slot, ...more });
  return id;
};
const write = (id: string, before: JsonMap, after: JsonMap) =>
  hospital.push(
    'appointments',
    aRow(id, anEntry(hospital.doctor, changesBetween('appointments', before, after))),
  );
const change = async (id: string, more: JsonMap) => {
  const before = (await hospital.content('appointments', id)) ?? {};
  return write(id, before, { ...before, ...more });
};
const wordOn = async (id: string): Promise<readonly unknown[]> => {
  const { booking, clashWith } = ((await hospital.content('appointments', id)) ??
    {}) as unknown as Appointment;
  return [booking, clashWith];
};

test('of two bookings for one time the first to arrive wins, the other is kept as a clash (S10)', async () => {
  const first = await book(slotAt(600));
  const second = await book(slotAt(615));
  const third = await book(slotAt(630));
  expect(await wordOn(first)).toEqual(['confirmed', undefined]);
  expect(await wordOn(second)).toEqual(['clash', first]);
  expect(await wordOn(third)).toEqual(['confirmed', undefined]);
});

test('two rows of one push are judged in their order (S10)', async () => {
  const [a, b] = [newId<string>(), newId<string>()];
  const content = { status: 'booked', booking: 'provisional', slot: slotAt(600) };
  const row = (id: string) =>
    aRow(id, anEntry(hospital.doctor, changesBetween('appointments', {}, content)));
  const results = await hospital.push('appointments', row(a), row(b));
  expect(results.map(({ document }) => document?.content['booking'])).toEqual([
    'confirmed',
    'clash',
  ]);
});

test('the loser gets the time when the winner leaves it, and only one loser does (S10)', async () => {
  for (const leave of [
    { status: 'cancelled', cancelReason: 'ill' },
    { status: 'noshow' },
    { status: 'entered-in-error' },
    { slot: slotAt(900), booking: 'provisional' },
  ]) {
    const who = { practitionerId: newId<string>() };
    const winner = await book(slotAt(600, 30, who));
    const losers = [await book(slotAt(600, 30, who)), await book(slotAt(600, 30, who))];
    await change(winner, leave);
    expect(await wordOn(losers[0] ?? '')).toEqual(['confirmed', undefined]);
    expect(await wordOn(losers[1] ?? '')).toEqual(['clash', losers[0]]);
  }
});

test('a hold keeps others out until it expires, and then it has lost its time to whoever took it', async () => {
  const expiresAt = '2026-11-24T08:00:00.000Z';
  const held = await book(slotAt(600), { status: 'pending', expiresAt });
  const early = await book(slotAt(600));
  expect(await wordOn(early)).toEqual(['clash', held]);
  hospital.clock.set(expiresAt);
  const late = await book(slotAt(600));
  expect(await wordOn(late)).toEqual(['confirmed', undefined]);
  await change(held, { status: 'booked', booking: 'provisional' });
  expect(await wordOn(held)).toEqual(['clash', late]);
});

test('a moved booking is judged at its new time', async () => {
  const first = await book(slotAt(600));
  const second = await book(slotAt(700));
  const [result] = await change(second, { slot: slotAt(600), booking: 'provisional' });
  expect(result).toMatchObject({ document: { content: { booking: 'clash', clashWith: first } } });
  await change(second, { slot: slotAt(800), booking: 'provisional', clashWith: undefined });
  expect(await wordOn(second)).toEqual(['confirmed', undefined]);
});

test('a reason for overbooking exempts; another clinician’s time does not matter', async () => {
  await book(slotAt(600));
  expect(await wordOn(await book(slotAt(600), { overbookingReason: 'urgent' }))).toEqual([
    'confirmed',
    undefined,
  ]);
  expect(await wordOn(await book(slotAt(600, 30, { practitionerId: otherId })))).toEqual([
    'confirmed',
    undefined,
  ]);
});

test('a clash that gets a reason is confirmed', async () => {
  const first = await book(slotAt(600));
  const second = await book(slotAt(600));
  await change(second, { overbookingReason: 'urgent' });
  expect(await wordOn(second)).toEqual(['confirmed', undefined]);
  expect(await wordOn(first)).toEqual(['confirmed', undefined]);
});

test('a step on an imported appointment does not ask for its time anew', async () => {
  const rows = [newId<string>(), newId<string>()].map((id) => ({
    collection: 'appointments' as const,
    id,
    content: { status: 'booked', slot: slotAt(600) },
  }));
  const at = instantAt(hospital.clock.now());
  const options = { action: 'import', at, onExisting: 'keep', isInWindow: () => true } as const;
  await hospital.store.bulkWrite(rows, options);
  await change(rows[1]?.id ?? '', { status: 'arrived' });
  expect(await wordOn(rows[1]?.id ?? '')).toEqual([undefined, undefined]);
});

test('a room takes as many at once as it has places', async () => {
  const at = new Date(hospital.clock.now()).toISOString();
  await hospital.store.bulkWrite(
    [
      {
        collection: 'locations',
        id: roomId,
        content: { kind: 'room', name: 'Gym', status: 'active', capacity: 2 },
      },
    ],
    { action: 'import', at, onExisting: 'keep', isInWindow: () => true },
  );
  const inRoom = (minute: number): Promise<string> => book(slotAt(minute, 30, { roomId }));
  const [first, second] = [await inRoom(600), await inRoom(620)];
  expect(await wordOn(second)).toEqual(['confirmed', undefined]);
  expect(await wordOn(await inRoom(625))).toEqual(['clash', first]);
  expect(await wordOn(await inRoom(630))).toEqual(['confirmed', undefined]);
});

test('equipment is given to one meeting at a time, wherever the two take place (S10)', async () => {
  const scanner = newId<string>();
  const scan = (minute: number, who: string, room: string): JsonMap =>
    slotAt(minute, 30, { practitionerId: who, roomId: room, equipment: { [scanner]: true } });
  const first = await book(scan(600, practitionerId, newId<string>()));
  expect(await wordOn(await book(scan(615, otherId, newId<string>())))).toEqual(['clash', first]);
  expect(await wordOn(await book(scan(630, otherId, newId<string>())))).toEqual([
    'confirmed',
    undefined,
  ]);
});

test('an edit of anything else leaves the word on the time alone', async () => {
  const first = await book(slotAt(600));
  const { head } = await hospital.store.readFacility();
  await change(first, { comment: 'brings a friend' });
  expect((await hospital.store.readFacility()).head).toBe(head + 1);
});

type Step = {
  readonly kind: 'book' | 'cancel' | 'move';
  readonly which: number;
  readonly minute: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('book', 'book', 'cancel', 'move'),
  which: fc.nat(5),
  minute: fc.integer({ min: 0, max: 6 }).map((n) => n * 15),
});

test('whatever is booked, moved and cancelled: no two winners share a moment, and no loser waits for a free time (S10)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), async (steps) => {
      const who = { practitionerId: newId<string>() };
      const made: string[] = [];
      for (const { kind, which, minute } of steps) {
        const id = made[which % Math.max(1, made.length)];
        if (kind === 'book' || !id) made.push(await book(slotAt(minute, 30, who)));
        else if (kind === 'cancel') await change(id, { status: 'cancelled' });
        else await change(id, { slot: slotAt(minute, 30, who), booking: 'provisional' });
      }
      const all: (Appointment & { id: string })[] = [];
      for (const id of made)
        all.push({
          id,
          ...((await hospital.content('appointments', id)) as unknown as Appointment),
        });
      const holding = all.filter(holdsSlot);
      const winners = holding.filter(({ booking }) => booking === 'confirmed');
      const meet = (a: Appointment, b: Appointment): boolean =>
        !!a.slot && !!b.slot && overlaps(a.slot, b.slot);
      for (const one of winners)
        expect(winners.filter((other) => other !== one && meet(one, other))).toEqual([]);
      for (const loser of holding.filter(({ booking }) => booking === 'clash'))
        expect(winners.some((winner) => winner.id === loser.clashWith && meet(winner, loser))).toBe(
          true,
        );
      expect(holding.filter(({ booking }) => booking === 'provisional')).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
