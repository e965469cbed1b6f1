import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { parseContent } from '#shared/domain/parse-content.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { threeVersions } from '#shared/testing/arbitraries.ts';
import { changesBetween } from './changes-between.ts';
import { landEntry } from './land-entry.ts';
import { policyOf } from './policies.ts';
import { takenBack } from './taken-back.ts';

const STAMP = { at: '2026-11-24T08:00:00.000Z', key: 'undo' };
const edited = (changes: readonly Change[]) => ({ changes, isNew: false });
const made = (collection: CollectionName, content: JsonMap) => ({
  changes: changesBetween(collection, {}, content),
  isNew: true,
});

test('an undo gives back what was, but for entries that are marked instead of removed (M9)', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine }) => {
      const changes = changesBetween(collection, base, mine).filter(
        ({ path, after }) => !(after === undefined && policyOf(collection, path) === 'union'),
      );
      const landed = landEntry(collection, base, { changes });
      if (!landed.ok) return;
      const back = takenBack(collection, landed.value.content, edited(changes), STAMP);
      for (const { path } of changesBetween(collection, base, back))
        expect(policyOf(collection, path)).toBe('union');
    }),
  );
});

test('an allergy whose entry is undone stays, entered in error (M9)', () => {
  const added = { substance: 'latex', clinicalStatus: 'active', verification: 'confirmed' };
  const content = { allergies: { a: added } };
  const back = takenBack(
    'patients',
    content,
    edited([{ path: '/allergies/a', after: added }]),
    STAMP,
  );
  expect(back).toEqual({ allergies: { a: { ...added, verification: 'entered-in-error' } } });
});

test('what somebody changed since is left alone by an undo (M9)', () => {
  const change = { path: '/sex', before: 'male', after: 'female' };
  const back = takenBack('patients', { sex: 'other' }, edited([change]), STAMP);
  expect(back).toEqual({ sex: 'other' });
});

const SLOT = {
  wall: '2026-11-24T10:00',
  zone: 'Europe/Dublin',
  start: '2026-11-24T10:00:00.000Z',
  end: '2026-11-24T10:30:00.000Z',
};
const ID = '01900000-0000-7000-8000-000000000001';
const STAY = { bedId: ID, wardId: ID, start: '2026-11-24T07:00:00.000Z' };
const NEW: readonly (readonly [CollectionName, JsonMap, JsonMap])[] = [
  ['appointments', { status: 'booked', slot: SLOT }, { status: 'entered-in-error' }],
  [
    'encounters',
    { status: 'in-progress', class: 'IMP', stays: { s: STAY } },
    { status: 'entered-in-error', stays: { s: { ...STAY, isInError: true } } },
  ],
  ['locations', { kind: 'bed', name: 'Bed 7', status: 'active' }, { status: 'inactive' }],
  ['practitioners', { isActive: true, names: { n: { family: 'Ng' } } }, { isActive: false }],
  ['schedules', { zone: 'UTC', slotMinutes: 15 }, { isActive: false }],
  ['patients', { identifiers: { m: { kind: 'mrn', value: '1' } }, sex: 'female' }, {}],
];

test.each(NEW)(
  'of a new document in %s nothing is taken out by an undo, and the hospital takes it (M9)',
  (collection, content, said) => {
    const back = takenBack(collection, content, made(collection, content), STAMP);
    expect(back).toMatchObject({ ...content, ...said });
    expect(parseContent(collection, back).ok).toBe(true);
    const changes = changesBetween(collection, content, back);
    const landed = landEntry(collection, content, { changes, undoes: 'm' as never });
    expect(landed).toMatchObject({ ok: true, value: { content: back, clashes: [] } });
  },
);

test('the hospital’s own word on a time does not keep a new booking from being taken back (M7, M9)', () => {
  const content: JsonMap = { status: 'booked', slot: SLOT, booking: 'provisional' };
  const now = { ...content, booking: 'confirmed' };
  const back = takenBack('appointments', now, made('appointments', content), STAMP);
  expect(back).toEqual({ ...now, status: 'entered-in-error', statusSince: STAMP.at });
});

test('a new visit on which somebody has worked since is left alone by an undo (M9)', () => {
  const content: JsonMap = { status: 'in-progress', class: 'IMP', stays: { s: STAY } };
  const moved = { ...content, stays: { s: { ...STAY, end: STAMP.at }, t: STAY } };
  expect(takenBack('encounters', moved, made('encounters', content), STAMP)).toEqual(moved);
});
