import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { isSame, readAt, type JsonMap } from '#shared/lib/json.ts';
import { threeVersions } from '#shared/testing/arbitraries.ts';
import { changesBetween } from './changes-between.ts';
import { landEntry, type Landed } from './land-entry.ts';
import { policyOf } from './policies.ts';

function land(collection: CollectionName, master: JsonMap, changes: readonly Change[]): Landed {
  const landed = landEntry(collection, master, { changes });
  if (!landed.ok) throw new Error(landed.error.kind);
  return landed.value;
}
/** Unions never take out, so a version that dropped an entry keeps it. */
const isRemoval = (collection: CollectionName, change: Change): boolean =>
  change.after === undefined && policyOf(collection, change.path) === 'union';

test('what lies between two versions, landed on the first, gives the second (M1)', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine }) => {
      const changes = changesBetween(collection, base, mine).filter(
        (c) => !isRemoval(collection, c),
      );
      const { content, clashes } = land(collection, base, changes);
      expect(clashes).toEqual([]);
      expect(changesBetween(collection, content, mine).every((c) => isRemoval(collection, c))).toBe(
        true,
      );
    }),
  );
});

test('landing twice is landing once (M1)', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine, theirs }) => {
      const changes = changesBetween(collection, base, mine);
      const once = land(collection, theirs, changes);
      const untouched = changes.filter((c) => !once.clashes.some(({ path }) => path === c.path));
      expect(land(collection, once.content, untouched).changes).toEqual([]);
    }),
  );
});

test('a side that changed nothing gives way (M1)', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, theirs }) => {
      expect(land(collection, theirs, changesBetween(collection, base, base)).content).toEqual(
        theirs,
      );
    }),
  );
});

test('nothing is lost: every change of mine stands, is a clash with both readings, or gave way by rule', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine, theirs }) => {
      const { content, clashes } = land(collection, theirs, changesBetween(collection, base, mine));
      for (const change of changesBetween(collection, base, mine)) {
        if (isRemoval(collection, change) || policyOf(collection, change.path) === 'union')
          continue;
        const stands = isSame(readAt(content, change.path), change.after);
        const clash = clashes.find(({ path }) => path === change.path);
        expect(stands || (clash !== undefined && isSame(clash.mine, change.after))).toBe(true);
      }
    }),
  );
});

test('paths that neither policy nor person has to settle do not depend on who came first', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine, theirs }) => {
      const ours = changesBetween(collection, base, mine);
      const others = changesBetween(collection, base, theirs);
      const touchedByBoth = (path: string): boolean =>
        [ours, others].every((side) =>
          side.some((c) => c.path.startsWith(path) || path.startsWith(c.path)),
        );
      const oursFirst = land(collection, land(collection, base, ours).content, others);
      const othersFirst = land(collection, land(collection, base, others).content, ours);
      for (const { path } of changesBetween(collection, oursFirst.content, othersFirst.content)) {
        expect(touchedByBoth(path)).toBe(true);
        const isUnscaled = path.endsWith('/substance');
        expect(['last-accepted', 'dispute', isUnscaled ? 'graver' : '']).toContain(
          policyOf(collection, path),
        );
      }
      const disputed = (landed: Landed): string[] =>
        landed.clashes.map(({ path }) => path).toSorted();
      expect(disputed(oursFirst)).toEqual(disputed(othersFirst));
    }),
  );
});

test('an allergy is never taken out, and the graver reading of it stands whoever came first (M3, M5)', () => {
  const base = { allergies: { a: { substance: 'latex', criticality: 'low' } } };
  const graver: Change = { path: '/allergies/a/criticality', before: 'low', after: 'high' };
  const other: Change = {
    path: '/allergies/a/criticality',
    before: 'low',
    after: 'unable-to-assess',
  };
  for (const [first, second] of [
    [graver, other],
    [other, graver],
  ] as const) {
    const { content, clashes } = land('patients', land('patients', base, [first]).content, [
      second,
    ]);
    expect(readAt(content, graver.path)).toBe('high');
    expect(clashes).toHaveLength(1);
  }
  const gone = land('patients', base, [{ path: '/allergies/a', before: base.allergies.a }]);
  expect(gone.content).toEqual(base);
});

test('presence beats absence, and a person is asked (M6)', () => {
  const change = (after: string): Change => ({ path: '/status', before: 'booked', after });
  const arrivedFirst = land('appointments', { status: 'arrived' }, [change('noshow')]);
  expect(arrivedFirst.content).toEqual({ status: 'arrived' });
  expect(arrivedFirst.clashes).toHaveLength(1);
  const absentFirst = land('appointments', { status: 'noshow' }, [change('arrived')]);
  expect(absentFirst.content).toEqual({ status: 'arrived' });
  expect(absentFirst.clashes).toHaveLength(1);
  const furtherOn = land('appointments', { status: 'checked-in' }, [change('arrived')]);
  expect(furtherOn).toMatchObject({ content: { status: 'checked-in' }, clashes: [] });
});

test('a step that the table does not know is refused, unless it takes back a step exactly (M6)', () => {
  const back: Change = { path: '/status', before: 'fulfilled', after: 'checked-in' };
  expect(landEntry('appointments', { status: 'fulfilled' }, { changes: [back] })).toEqual({
    ok: false,
    error: { kind: 'illegal-transition', from: 'fulfilled', to: 'checked-in' },
  });
  const undo = { changes: [back], undoes: '01900000-0000-7000-8000-000000000001' as never };
  expect(landEntry('appointments', { status: 'fulfilled' }, undo)).toMatchObject({ ok: true });
});

test('a device may call a booking provisional and nothing else; links are the hospital’s own (M7)', () => {
  const write = (path: string, after: string) =>
    landEntry('appointments', { status: 'booked' }, { changes: [{ path, after }] });
  expect(write('/booking', 'provisional').ok).toBe(true);
  expect(write('/booking', 'confirmed').ok).toBe(false);
  expect(write('/clashWith', 'x').ok).toBe(false);
  expect(landEntry('patients', {}, { changes: [{ path: '/links', after: {} }] }).ok).toBe(false);
});

test('a time is moved whole: when, who and where never mix from two moves (M2)', () => {
  const slot = (wall: string, practitionerId: string): JsonMap => ({ wall, practitionerId });
  const changes = changesBetween(
    'appointments',
    { slot: slot('09:00', 'p1') },
    { slot: slot('10:00', 'p1') },
  );
  expect(changes.map(({ path }) => path)).toEqual(['/slot']);
  const { content, clashes } = land('appointments', { slot: slot('09:00', 'p2') }, changes);
  expect(content).toEqual({ slot: slot('09:00', 'p2') });
  expect(clashes).toHaveLength(1);
});
