import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame, readAt, type JsonMap } from '#shared/lib/json.ts';
import { threeVersions } from '#shared/testing/arbitraries.ts';
import { changesBetween } from './changes-between.ts';
import { landRestored } from './land-restored.ts';

test('where nobody has written since the restore, all of it is there again, whatever it is (M10)', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine }) => {
      const { content, clashes } = landRestored(
        collection,
        base,
        changesBetween(collection, base, mine),
      );
      expect([changesBetween(collection, content, mine), clashes]).toEqual([[], []]);
    }),
  );
});

test('what comes back twice is there once (M10)', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine, theirs }) => {
      const changes = changesBetween(collection, base, mine);
      const once = landRestored(collection, theirs, changes);
      expect(landRestored(collection, once.content, changes).content).toEqual(once.content);
    }),
  );
});

test('nothing written since the restore is overwritten without a word: it stands, or both are shown (M10)', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine, theirs }) => {
      const changes = changesBetween(collection, base, mine);
      const { content, clashes } = landRestored(collection, theirs, changes);
      for (const { path, after } of changesBetween(collection, base, theirs)) {
        const stands = isSame(readAt(content, path), after);
        const isWithin = (other: string): boolean =>
          other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`);
        const isJoined = changes.some((one) => isWithin(one.path));
        expect(stands || isJoined || clashes.some((one) => isWithin(one.path))).toBe(true);
      }
    }),
  );
});

test('steps between the two versions are not asked for, the hospital’s own word comes back with them (M10)', () => {
  const base = { status: 'booked', booking: 'confirmed' };
  const lost: JsonMap = { status: 'fulfilled', booking: 'clash', clashWith: 'x' };
  const changes = changesBetween('appointments', base, lost);
  expect(landRestored('appointments', base, changes).content).toEqual(lost);
  const since = landRestored('appointments', { ...base, status: 'cancelled' }, changes);
  expect(since.content).toEqual({ ...lost, status: 'cancelled' });
  expect(since.clashes).toMatchObject([{ path: '/status', standing: 'master', mine: 'fulfilled' }]);
});
