import fc from 'fast-check';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';

const KEYS = ['a', 'b'] as const;
const word = fc.constantFrom('x', 'y', 'z');
const entries = (value: fc.Arbitrary<JsonMap>): fc.Arbitrary<JsonMap> =>
  fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 2 }) as fc.Arbitrary<JsonMap>;

const allergy: fc.Arbitrary<JsonMap> = fc.record({
  substance: fc.constantFrom('penicillin', 'latex'),
  clinicalStatus: fc.constantFrom('active', 'inactive', 'resolved'),
  verification: fc.constantFrom('unconfirmed', 'confirmed', 'refuted', 'entered-in-error'),
  criticality: fc.constantFrom('low', 'high', 'unable-to-assess'),
});

/** Small contents with few values, so that two versions often touch the same path. */
export const contents: {
  readonly [C in 'patients' | 'encounters' | 'locations']: fc.Arbitrary<JsonMap>;
} = {
  patients: fc.record(
    {
      names: entries(fc.record({ family: word, given: word }, { requiredKeys: ['family'] })),
      birthDate: fc.constantFrom('1959-03-14', '1959', '1960-01-01'),
      sex: fc.constantFrom('male', 'female', 'unknown'),
      telecom: entries(fc.record({ kind: fc.constant('phone'), value: word })),
      allergies: entries(allergy),
      comment: word,
    },
    { requiredKeys: [] },
  ),
  encounters: fc.record(
    {
      status: fc.constantFrom('planned', 'in-progress', 'finished'),
      class: fc.constantFrom('IMP', 'AMB'),
      reason: word,
      stays: entries(
        fc.record(
          { bedId: word, wardId: word, start: word, end: word },
          { requiredKeys: ['bedId', 'wardId', 'start'] },
        ),
      ),
    },
    { requiredKeys: ['status', 'class'] },
  ),
  locations: fc.record(
    {
      kind: fc.constant('bed'),
      name: word,
      status: fc.constantFrom('active', 'closed'),
      cleanedAt: word,
    },
    { requiredKeys: ['kind', 'name', 'status'] },
  ),
};

/** A collection with three versions of one document: what both saw, and what each made of it. */
export const threeVersions: fc.Arbitrary<{
  readonly collection: CollectionName;
  readonly base: JsonMap;
  readonly mine: JsonMap;
  readonly theirs: JsonMap;
}> = fc
  .constantFrom('patients' as const, 'encounters' as const, 'locations' as const)
  .chain((collection) => {
    const content = contents[collection];
    return fc.record({
      collection: fc.constant(collection),
      base: content,
      mine: content,
      theirs: content,
    });
  });
