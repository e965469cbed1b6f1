import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aRow,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { decidePair } from '#server/testing/a-merge.ts';

/** Who is meant, out of four people. */
const who = fc.nat({ max: 3 });
const word = fc.constantFrom('x', 'y', 'z');
type Step =
  | { readonly kind: 'merge'; readonly one: number; readonly into: number; readonly sex: boolean }
  | { readonly kind: 'separate'; readonly one: number; readonly into: number }
  | { readonly kind: 'allergy' | 'phone' | 'visit'; readonly of: number; readonly word: string };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('merge' as const), one: who, into: who, sex: fc.boolean() }),
  fc.record({ kind: fc.constant('merge' as const), one: who, into: who, sex: fc.boolean() }),
  fc.record({ kind: fc.constant('separate' as const), one: who, into: who }),
  fc.record({ kind: fc.constantFrom('allergy' as const, 'phone', 'visit'), of: who, word }),
);
const PEOPLE: readonly JsonMap[] = [
  { sex: 'female', names: { n: { use: 'official', family: 'A' } }, birthDate: '1959' },
  { sex: 'male', names: { n: { use: 'official', family: 'B' } } },
  { sex: 'female', identifiers: { m: { kind: 'mrn', value: '3' } }, comment: 'c' },
  { telecom: { p: { kind: 'phone', value: '4' } }, sex: 'unknown' },
];

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await aHospital();
});
afterAll(() => hospital.close());

/** Four people, and what a hospital without merges would say of them after the same writes. */
async function aWorld() {
  const ids = PEOPLE.map(() => newId<string>());
  const alone = new Map<string, JsonMap>();
  const visits = new Map<string, string>();
  const write = async (collection: 'patients' | 'encounters', id: string, next: JsonMap) => {
    const changes = changesBetween(collection, alone.get(id) ?? {}, next);
    alone.set(id, next);
    await hospital.push(collection, aRow(id, anEntry(hospital.doctor, changes)));
  };
  for (const [at, id] of ids.entries()) await write('patients', id, PEOPLE[at] ?? {});
  const run = async (one: Step): Promise<void> => {
    const id = (at: number): string => ids[at] ?? '';
    if (one.kind === 'merge' || one.kind === 'separate') {
      if (one.one === one.into) return;
      const fields = one.kind === 'merge' && one.sex ? { sex: 'replaced' as const } : {};
      const into = one.kind === 'merge' ? { into: id(one.into), fields } : {};
      await decidePair(hospital, [id(one.one), id(one.into)], into);
      return;
    }
    const person = id(one.of);
    if (one.kind === 'visit') {
      const visit = newId<string>();
      visits.set(visit, person);
      await write('encounters', visit, { status: 'planned', class: 'AMB', patientId: person });
      return;
    }
    const before = alone.get(person) ?? {};
    const [map, entry] =
      one.kind === 'phone'
        ? (['telecom', { late: { kind: 'phone', value: one.word } }] as const)
        : (['allergies', { [newId<string>()]: allergyOf(one.word) }] as const);
    await write('patients', person, {
      ...before,
      [map]: { ...(before[map] as JsonMap | undefined), ...entry },
    });
  };
  return { ids, alone, visits, run };
}

const allergyOf = (substance: string): JsonMap => ({
  substance,
  clinicalStatus: 'active',
  verification: 'confirmed',
});
const content = async (collection: 'patients' | 'encounters', id: string): Promise<JsonMap> =>
  (await hospital.content(collection, id)) ?? {};

test('whatever is merged, separated and written late: every allergy is seen, every visit is the survivor’s, and without merges all is as if there had been none (M11, M12, M13)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { ids, alone, visits, run } = await aWorld();
      for (const one of steps) await run(one);
      for (const id of ids) {
        const own = await content('patients', id);
        const survivor = String(own['survivorId'] ?? id);
        const seen = await content('patients', survivor);
        expect(Object.keys((seen['allergies'] ?? {}) as JsonMap)).toEqual(
          expect.arrayContaining(Object.keys((alone.get(id)?.['allergies'] ?? {}) as JsonMap)),
        );
        expect(seen).not.toHaveProperty('survivorId');
      }
      for (const [visit, person] of visits) {
        const survivor = (await content('patients', person))['survivorId'] ?? person;
        expect((await content('encounters', visit))['patientId']).toBe(survivor);
      }
      for (const one of [0, 1, 2, 3])
        for (const into of [0, 1, 2, 3].filter((at) => at > one))
          await run({ kind: 'separate', one, into });
      for (const id of ids) expect(await content('patients', id)).toEqual(alone.get(id));
      for (const [visit, person] of visits)
        expect((await content('encounters', visit))['patientId']).toBe(person);
    }),
    { numRuns: 25, interruptAfterTimeLimit: 3000, markInterruptAsFailure: false },
  );
});

test('two merges that do not ask about the same field end alike, whichever comes first (M14)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom([0, 1, 2], [2, 0, 1], [1, 2, 0]), async ([a, b, c]) => {
      const ends = [];
      for (const order of [
        [0, 1],
        [1, 0],
      ]) {
        const { ids, run } = await aWorld();
        const merges: readonly Step[] = [
          { kind: 'merge', one: a ?? 0, into: b ?? 0, sex: false },
          { kind: 'merge', one: b ?? 0, into: c ?? 0, sex: false },
        ];
        for (const at of order) await run(merges[at] as Step);
        const end = await content('patients', ids[c ?? 0] ?? '');
        const { links: _links, ...rest } = end;
        const plain = ids.reduce(
          (text, id, at) => text.replaceAll(id, String(at)),
          JSON.stringify(changesBetween('patients', {}, rest)),
        );
        ends.push(plain);
      }
      expect(ends[0]).toBe(ends[1]);
    }),
    { numRuns: 3 },
  );
});

test('an edit of a field that a merge has changed is one of the record it was made on (M13)', async () => {
  const { ids, run } = await aWorld();
  const [a = '', b = ''] = ids;
  await run({ kind: 'merge', one: 1, into: 0, sex: true });
  expect((await content('patients', a))['sex']).toBe('male');
  const entry = anEntry(hospital.doctor, [aChange('/sex', 'male', 'other')]);
  await hospital.push('patients', aRow(a, entry));
  await run({ kind: 'separate', one: 1, into: 0 });
  expect((await content('patients', a))['sex']).toBe('other');
  expect((await content('patients', b))['sex']).toBe('male');
});
