import fc from 'fast-check';
import { expect, test } from 'vitest';
import { threeVersions } from '#shared/testing/arbitraries.ts';
import { changesBetween } from './changes-between.ts';
import { landEntry } from './land-entry.ts';
import { policyOf } from './policies.ts';
import { takenBack } from './taken-back.ts';

test('an undo gives back what was, but for entries that are marked instead of removed (M9)', () => {
  fc.assert(
    fc.property(threeVersions, ({ collection, base, mine }) => {
      const changes = changesBetween(collection, base, mine).filter(
        ({ path, after }) => !(after === undefined && policyOf(collection, path) === 'union'),
      );
      const landed = landEntry(collection, base, { changes });
      if (!landed.ok) return;
      const back = takenBack(collection, landed.value.content, changes);
      for (const { path } of changesBetween(collection, base, back))
        expect(policyOf(collection, path)).toBe('union');
    }),
  );
});

test('an allergy whose entry is undone stays, entered in error (M9)', () => {
  const added = { substance: 'latex', clinicalStatus: 'active', verification: 'confirmed' };
  const content = { allergies: { a: added } };
  const back = takenBack('patients', content, [{ path: '/allergies/a', after: added }]);
  expect(back).toEqual({ allergies: { a: { ...added, verification: 'entered-in-error' } } });
});

test('what somebody changed since is left alone by an undo (M9)', () => {
  const back = takenBack('patients', { sex: 'other' }, [
    { path: '/sex', before: 'male', after: 'female' },
  ]);
  expect(back).toEqual({ sex: 'other' });
});
