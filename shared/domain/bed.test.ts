import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admitPatient, takeBackAdmission } from './admit-patient.ts';
import { bedStates } from './bed.ts';
import { closeBed, makeBedReady, openBed } from './bed-upkeep.ts';
import { dischargePatient } from './discharge-patient.ts';
import type { Encounter } from './encounter.ts';
import type { LocationId, PatientId } from './ids.ts';
import type { Location } from './location.ts';
import { moveToBed, settleInBed } from './move-to-bed.ts';
import { currentStay, openStaysOf } from './stay.ts';

const WARD = 'ward' as LocationId;
const bed: Location = { kind: 'bed', name: '1', status: 'active' };
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
let keys = 0;
const newKey = (): string => `k${keys++}`;
const place = (bedId: string) => ({ bedId: bedId as LocationId, wardId: WARD });
const admitted = (patientId: string, bedId: string, minute: number): Encounter =>
  admitPatient({
    patientId: patientId as PatientId,
    place: place(bedId),
    at: at(minute),
    newKey,
    reason: ' Pneumonia ',
  });
const value = <T>(result: { ok: true; value: T } | { ok: false }): T => {
  if (!result.ok) throw new Error('refused');
  return result.value;
};
const stateOf = (
  encounters: Readonly<Record<string, Encounter>>,
  of: Location = bed,
  bedId = 'b1',
) =>
  bedStates(
    [{ id: bedId, content: of }],
    Object.entries(encounters).map(([id, content]) => ({ id, content })),
  ).get(bedId);

test('an admission is an inpatient visit with one stay that goes on', () => {
  const encounter = admitted('ann', 'b1', 0);
  expect(encounter).toMatchObject({
    patientId: 'ann',
    class: 'IMP',
    status: 'in-progress',
    period: { start: at(0) },
    reason: 'Pneumonia',
  });
  expect(currentStay(encounter)).toMatchObject({ bedId: 'b1', wardId: 'ward', start: at(0) });
});

test('a bed in which nobody ever lay is free', () => {
  expect(stateOf({})).toEqual({ kind: 'free' });
});

test('a bed is to be cleaned from the last stay’s end until somebody says it is ready', () => {
  const gone = value(dischargePatient(admitted('ann', 'b1', 0), at(30), newKey));
  expect(gone).toMatchObject({ status: 'finished', period: { start: at(0), end: at(30) } });
  expect(stateOf({ gone })).toEqual({ kind: 'cleaning', since: at(30) });
  expect(stateOf({ gone }, makeBedReady(bed, at(50), at(30)))).toEqual({ kind: 'free' });
  const behind = makeBedReady(bed, at(10), at(30));
  expect(stateOf({ gone }, behind), 'a clock that is behind cannot keep a bed dirty').toEqual({
    kind: 'free',
  });
});

test('two people in a bed for one are a clash with both of them, the first to come standing first', () => {
  const state = stateOf({ two: admitted('bob', 'b1', 5), one: admitted('ann', 'b1', 0) });
  expect(state).toMatchObject({
    kind: 'clash',
    occupants: [{ patientId: 'ann' }, { patientId: 'bob' }],
  });
});

test('a bed for two takes two, and a third is a clash', () => {
  const two = { one: admitted('ann', 'b1', 0), two: admitted('bob', 'b1', 5) };
  const double = { ...bed, capacity: 2 };
  expect(stateOf(two, double)).toMatchObject({ kind: 'occupied' });
  expect(stateOf({ ...two, three: admitted('cid', 'b1', 6) }, double)?.kind).toBe('clash');
});

test('one person admitted twice to one bed is one person', () => {
  const state = stateOf({ one: admitted('ann', 'b1', 0), two: admitted('ann', 'b1', 5) });
  expect(state).toMatchObject({
    kind: 'occupied',
    occupants: [{ encounterId: 'two', visitIds: ['one', 'two'] }],
  });
});

test('one person recorded in two beds says so in both', () => {
  const rows = { one: admitted('ann', 'b1', 0), two: admitted('ann', 'b2', 5) };
  expect(stateOf(rows)).toMatchObject({ occupants: [{ alsoIn: ['b2'] }] });
  expect(stateOf(rows, bed, 'b2')).toMatchObject({ occupants: [{ alsoIn: ['b1'] }] });
});

test('whoever lies in a closed bed is shown, and an empty one says why it is closed', () => {
  const closed = closeBed(bed, ' Ceiling leak ', '2026-11-25');
  expect(stateOf({ one: admitted('ann', 'b1', 0) }, closed)?.kind).toBe('occupied');
  expect(stateOf({}, closed)).toEqual({
    kind: 'closed',
    reason: 'Ceiling leak',
    until: '2026-11-25',
  });
  expect(openBed(closed)).toEqual(bed);
  expect(closeBed(closed, 'Paint')).not.toHaveProperty('closedUntil');
});

test('a planned visit takes no bed, and one entered in error leaves no dirt', () => {
  expect(stateOf({ one: { ...admitted('ann', 'b1', 0), status: 'planned' } })?.kind).toBe('free');
  const wrong = takeBackAdmission(admitted('ann', 'b1', 0), at(3), newKey);
  expect(wrong.status).toBe('entered-in-error');
  expect(wrong.patientId).toBe('ann');
  expect(stateOf({ wrong })).toEqual({ kind: 'free' });
});

test('a move ends one stay at the instant at which the next begins', () => {
  const moved = value(moveToBed(admitted('ann', 'b1', 0), { to: place('b2'), at: at(9), newKey }));
  expect(Object.values(moved.stays ?? {})).toEqual([
    { bedId: 'b1', wardId: 'ward', start: at(0), end: at(9) },
    { bedId: 'b2', wardId: 'ward', start: at(9) },
  ]);
});

test('who has left is neither moved nor discharged again, and nobody is moved to where they lie', () => {
  const here = admitted('ann', 'b1', 0);
  const gone = value(dischargePatient(here, at(5), newKey));
  const move = { to: place('b2'), at: at(9), newKey };
  expect(moveToBed(gone, move)).toMatchObject({ error: { kind: 'not-here' } });
  expect(dischargePatient(gone, at(9), newKey)).toMatchObject({ error: { kind: 'not-here' } });
  expect(moveToBed(here, { ...move, to: place('b1') })).toMatchObject({
    error: { kind: 'already-there' },
  });
});

test('two moves of one person that met are settled by naming the bed', () => {
  const base = admitted('ann', 'b1', 0);
  const one = value(moveToBed(base, { to: place('b2'), at: at(5), newKey }));
  const two = value(moveToBed(base, { to: place('b3'), at: at(6), newKey }));
  const merged: Encounter = { ...one, stays: { ...two.stays, ...one.stays } };
  expect(openStaysOf(merged).map(({ bedId }) => bedId)).toEqual(['b2', 'b3']);
  const settled = value(settleInBed(merged, { to: place('b2'), at: at(8), newKey }));
  expect(openStaysOf(settled).map(({ bedId }) => bedId)).toEqual(['b2']);
  const elsewhere = value(settleInBed(settled, { to: place('b4'), at: at(9), newKey }));
  expect(openStaysOf(elsewhere).map(({ bedId }) => bedId)).toEqual(['b4']);
});

type Step = { who: string; what: 'admit' | 'move' | 'discharge' | 'ready' | 'swap'; bed: string };
const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom('ann', 'bob', 'cid', 'dee'),
  what: fc.constantFrom('admit', 'move', 'discharge', 'ready', 'swap'),
  bed: fc.constantFrom('b1', 'b2', 'b3'),
});

test('after any day on the ward every bed shows exactly who was put there last', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, isClockFrozen) => {
      const where = new Map<string, string>();
      const dirty = new Set<string>();
      const visits = new Map<string, Encounter>();
      const beds = new Map(['b1', 'b2', 'b3'].map((id) => [id, bed]));
      const move = (who: string, to: string, now: string): void => {
        visits.set(
          who,
          value(moveToBed(visits.get(who) as Encounter, { to: place(to), at: now, newKey })),
        );
        const from = where.get(who);
        if (from) dirty.add(from);
        where.set(who, to);
      };
      steps.forEach(({ who, what, bed: to }, i) => {
        const now = at(isClockFrozen ? 0 : i + 1);
        const from = where.get(who);
        const other = [...where].find(([name, bedId]) => bedId === to && name !== who)?.[0];
        if (what === 'admit' && from === undefined) {
          const earlier = visits.get(who);
          if (earlier) visits.set(`${who} before ${i}`, earlier);
          const patientId = who as PatientId;
          visits.set(who, admitPatient({ patientId, place: place(to), at: now, newKey }));
          where.set(who, to);
        }
        if (what === 'move' && from !== undefined && from !== to) move(who, to, now);
        if (what === 'swap' && from !== undefined && other && from !== to) {
          move(who, to, now);
          move(other, from, now);
        }
        if (what === 'discharge' && from !== undefined) {
          visits.set(who, value(dischargePatient(visits.get(who) as Encounter, now, newKey)));
          dirty.add(from);
          where.delete(who);
        }
        if (what === 'ready') {
          beds.set(to, makeBedReady(beds.get(to) as Location, now, now));
          dirty.delete(to);
        }
      });
      const states = bedStates(
        [...beds].map(([id, content]) => ({ id, content })),
        [...visits].map(([id, content]) => ({ id, content })),
      );
      for (const [id, state] of states) {
        const there = [...where].filter(([, bedId]) => bedId === id).map(([who]) => who);
        const shown = 'occupants' in state ? state.occupants.map((o) => o.patientId) : [];
        expect(shown.toSorted()).toEqual(there.toSorted());
        const empty = dirty.has(id) ? 'cleaning' : 'free';
        if (!isClockFrozen || there.length > 0)
          expect(state.kind).toBe(there.length > 1 ? 'clash' : there.length ? 'occupied' : empty);
      }
    }),
  );
});
