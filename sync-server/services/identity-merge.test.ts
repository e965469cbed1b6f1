import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { pairIdOf, type Pair } from '#shared/domain/pair.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  NOW,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { aDecision, decidePair, pairNow } from '#server/testing/a-merge.ts';

const nurse = aPerson('nurse');
const officer = aPerson('records');
let hospital: TestHospital;
beforeEach(async () => {
  hospital = await aHospital([nurse, officer]);
});
afterEach(() => hospital.close());

const key = (): string => newId<string>();
const anAllergy = (substance: string): JsonMap => ({
  substance,
  clinicalStatus: 'active',
  verification: 'confirmed',
  criticality: 'low',
});
async function register(content: JsonMap, id = key()): Promise<string> {
  await hospital.push(
    'patients',
    aRow(id, anEntry(nurse, changesBetween('patients', {}, content))),
  );
  return id;
}
const person = async (id: string): Promise<JsonMap> =>
  (await hospital.content('patients', id)) ?? {};
async function edit(id: string, path: string, before: Json | undefined, after: Json | undefined) {
  const entry = anEntry(nurse, [aChange(path, before as never, after as never)]);
  const [result] = await hospital.push('patients', aRow(id, entry));
  return result;
}
async function book(patientId: string): Promise<string> {
  const id = key();
  const content = { status: 'waitlist', patientId };
  const changes = changesBetween('appointments', {}, content);
  await hospital.push('appointments', aRow(id, anEntry(officer, changes)));
  return id;
}
const whose = async (id: string): Promise<unknown> =>
  (await hospital.content('appointments', id))?.['patientId'];
const disputes = async (): Promise<readonly JsonMap[]> =>
  [...(await hospital.all('disputes')).values()].map(({ content }) => content);

const nuts = key();
const latex = key();
const fall = key();
const ada: JsonMap = {
  names: { n: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
  identifiers: { m: { kind: 'mrn', value: '1048827' } },
  birthDate: '1959-03-14',
  sex: 'female',
  telecom: { p: { kind: 'phone', value: '555 0101' } },
  allergies: { [nuts]: anAllergy('nuts') },
};
const double: JsonMap = {
  names: { n: { use: 'official', family: 'Okonko', given: 'Ada' } },
  identifiers: { m: { kind: 'mrn', value: '1049999' } },
  birthDate: '1959-03-15',
  sex: 'unknown',
  comment: 'comes with her son',
  telecom: { p: { kind: 'phone', value: '555 0199' } },
  allergies: { [latex]: anAllergy('latex') },
  alerts: { [fall]: { kind: 'falls', text: 'fell in 2024', status: 'active' } },
};

test('the survivor takes the chosen fields and everything that it has not got, the other stays as it was (M11)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  await decidePair(hospital, [a, b], { into: a, fields: { birthDate: 'replaced' } });
  const [survivor, replaced] = [await person(a), await person(b)];
  expect(survivor).toMatchObject({
    names: { n: { use: 'official', given: 'Adaeze' }, [`${b}.n`]: { use: 'old', given: 'Ada' } },
    identifiers: { m: { value: '1048827' }, [`${b}.m`]: { value: '1049999', use: 'old' } },
    birthDate: '1959-03-15',
    sex: 'female',
    comment: 'comes with her son',
    allergies: { [nuts]: { substance: 'nuts' }, [latex]: { substance: 'latex' } },
    alerts: { [fall]: { text: 'fell in 2024' } },
    links: { [pairIdOf(a, b)]: { kind: 'replaces', patientId: b } },
  });
  const { links, survivorId, ...content } = replaced;
  expect(content).toEqual(double);
  expect(survivorId).toBe(a);
  expect(links).toEqual({ [pairIdOf(a, b)]: { kind: 'replaced-by', patientId: a } });
});

test('what is theirs follows, with who moved it in the history (M12)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  const [mine, theirs] = [await book(a), await book(b)];
  await decidePair(hospital, [a, b], { into: a, by: officer });
  expect([await whose(mine), await whose(theirs)]).toEqual([a, a]);
  const [row] = await hospital.store.readHistory({
    collection: 'appointments',
    id: theirs,
    limit: 1,
  });
  expect(row).toMatchObject({ by: officer.id, action: { name: 'merge people' } });
  expect(row?.changes).toEqual([
    aChange('/patientId', b, a),
    aChange('/recordedFor', undefined, b),
  ]);
});

test('an undo with nothing written between restores every record to the letter, and once more restores nothing else (M13)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  const theirs = await book(b);
  const before = [await person(a), await person(b), await hospital.content('appointments', theirs)];
  await decidePair(hospital, [a, b], { into: a });
  await decidePair(hospital, [a, b]);
  const after = async () => [
    await person(a),
    await person(b),
    await hospital.content('appointments', theirs),
  ];
  expect(await after()).toEqual(before);
  const { head } = await hospital.store.readFacility();
  await decidePair(hospital, [a, b]);
  expect((await hospital.store.readFacility()).head).toBe(head);
  expect(await pairNow(hospital, [a, b])).not.toHaveProperty('carried');
});

test('late writes to the replaced record land on the survivor, and stay with the record after an undo (M12, M13)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  await decidePair(hospital, [a, b], { into: a });
  const milk = key();
  await edit(b, `/allergies/${milk}`, undefined, anAllergy('milk'));
  await edit(b, `/allergies/${latex}/criticality`, 'low', 'high');
  await edit(b, '/telecom/p', { kind: 'phone', value: '555 0199' }, { kind: 'phone', value: '1' });
  await edit(b, '/comment', 'comes with her son', 'comes alone');
  const late = await book(b);
  expect(await person(a)).toMatchObject({
    allergies: { [milk]: { substance: 'milk' }, [latex]: { criticality: 'high' } },
    telecom: { [`${b}.p`]: { value: '1' } },
    comment: 'comes alone',
  });
  expect(await whose(late)).toBe(a);
  const [row] = await hospital.store.readHistory({ collection: 'patients', id: a, limit: 1 });
  expect(row).toMatchObject({ by: nurse.id });
  await decidePair(hospital, [a, b]);
  expect(await person(a)).toEqual(ada);
  expect(await person(b)).toMatchObject({
    allergies: { [milk]: { substance: 'milk' }, [latex]: { criticality: 'high' } },
    comment: 'comes alone',
  });
  expect([await whose(late), await disputes()]).toEqual([b, []]);
});

test('a late write that the survivor reads otherwise is shown to a person, on the survivor (M12)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  await decidePair(hospital, [a, b], { into: a });
  await edit(b, '/birthDate', '1959-03-15', '1960-01-01');
  expect((await person(a))['birthDate']).toBe('1959-03-14');
  expect(await disputes()).toMatchObject([
    { subject: { collection: 'patients', id: a }, patientId: a, path: '/birthDate' },
  ]);
});

test('what came with a merge and was changed while it lasted stays, and the other is asked about it (M13)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  await decidePair(hospital, [a, b], { into: a });
  await edit(a, `/allergies/${latex}/criticality`, 'low', 'high');
  await edit(a, '/comment', 'comes with her son', 'deaf');
  await edit(a, '/maritalStatus', undefined, 'W');
  await decidePair(hospital, [a, b]);
  expect(await person(a)).toMatchObject({
    comment: 'deaf',
    maritalStatus: 'W',
    allergies: { [latex]: { criticality: 'high' } },
  });
  // The graver reading stands until somebody has asked them.
  expect((await person(b))['allergies']).toMatchObject({ [latex]: { criticality: 'high' } });
  expect(await disputes()).toMatchObject([
    {
      subject: { id: b },
      patientId: b,
      path: `/allergies/${latex}/criticality`,
      status: 'open',
    },
  ]);
});

test('the same two decided two ways: the first stands, both are shown, and the other way is undone and carried out anew (M14)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  await decidePair(hospital, [a, b], { into: a });
  const stale = aDecision(hospital, [a, b], { into: b, by: officer });
  const [result] = await hospital.push('pairs', aRow(stale.id, stale.entry));
  expect(result?.outcome).toBe('merged');
  expect((await person(b))['survivorId']).toBe(a);
  const [[disputeId, dispute] = []] = await hospital.all('disputes');
  expect(dispute?.content).toMatchObject({ path: '/decision', patientId: a });
  const decision = { reading: stale.entry.id, by: officer.id, at: NOW };
  const settle = anEntry(officer, [
    aChange('/decision', undefined, decision),
    aChange('/status', 'open', 'decided'),
  ]);
  await hospital.push('disputes', aRow(disputeId ?? '', settle));
  expect((await person(a))['survivorId']).toBe(b);
  const { survivorId: _none, links: _links, ...survivor } = await person(b);
  expect(survivor).toMatchObject({ birthDate: '1959-03-15', sex: 'female' });
  const undone = { ...(await pairNow(hospital, [a, b])) }.decision as unknown as Json;
  await decidePair(hospital, [a, b], { before: undone });
  expect([await person(a), await person(b)]).toEqual([ada, double]);
});

test('the same decision twice is one, from two desks too (M14)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  const first = aDecision(hospital, [a, b], { into: a });
  await hospital.push('pairs', aRow(first.id, first.entry));
  const { head } = await hospital.store.readFacility();
  await hospital.push('pairs', aRow(first.id, first.entry));
  const alike = aDecision(hospital, [a, b], { into: a, by: officer });
  const [result] = await hospital.push('pairs', aRow(alike.id, alike.entry));
  expect(result?.outcome).toBe('noop');
  expect((await hospital.store.readFacility()).head).toBe(head);
  expect(await disputes()).toEqual([]);
});

test.each([
  ['the nearer first', [0, 1]],
  ['the further first', [1, 0]],
] as const)('a chain of merges ends at one survivor, %s (M14)', async (_, order) => {
  const [a, b, c] = [
    await register(ada),
    await register(double),
    await register({ sex: 'female' }),
  ];
  const theirs = await book(a);
  const merges = [
    { pair: [a, b], into: b },
    { pair: [b, c], into: c },
  ] as const;
  for (const at of order) {
    const { pair, into } = merges[at];
    await decidePair(hospital, pair, { into });
  }
  expect([(await person(a))['survivorId'], (await person(b))['survivorId']]).toEqual([c, c]);
  expect(await whose(theirs)).toBe(c);
  expect((await person(c))['allergies']).toMatchObject({ [nuts]: {}, [latex]: {} });
  await edit(a, '/comment', undefined, 'late');
  // The middle one first: what is the first one's stays out of the last one as well.
  await decidePair(hospital, [a, b]);
  expect(await whose(theirs)).toBe(a);
  expect(Object.keys((await person(c))['allergies'] as JsonMap)).toEqual([latex]);
  await decidePair(hospital, [b, c]);
  expect(await person(b)).toEqual(double);
  expect(await person(c)).toEqual({ sex: 'female' });
  expect(await person(a)).toEqual({ ...ada, comment: 'late' });
});

test('no ring and no second survivor: such a decision waits, and says why (M14)', async () => {
  const [a, b, c] = [
    await register(ada),
    await register(double),
    await register({ sex: 'female' }),
  ];
  await decidePair(hospital, [a, b], { into: b });
  await decidePair(hospital, [b, c], { into: c });
  await decidePair(hospital, [a, c], { into: a });
  expect(await pairNow(hospital, [a, c])).toMatchObject({ waits: 'one-record' });
  await decidePair(hospital, [a, c], { into: c });
  expect(await pairNow(hospital, [a, c])).toMatchObject({ waits: 'already-replaced' });
  expect((await person(a))['survivorId']).toBe(c);
});

test('a decision that comes before one of the records is carried out when that comes (M14)', async () => {
  const [a, b] = [await register(ada), key()];
  const late = await book(b);
  await decidePair(hospital, [a, b], { into: a });
  expect(await pairNow(hospital, [a, b])).toMatchObject({ waits: 'not-received' });
  await register(double, b);
  expect((await person(b))['survivorId']).toBe(a);
  expect(await whose(late)).toBe(a);
  expect(await pairNow(hospital, [a, b])).not.toHaveProperty('waits');
});

test('only a records officer decides, and only about the pair that the document is about (S22)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  const results = [
    await decidePair(hospital, [a, b], { into: a, by: nurse }),
    (await hospital.push('pairs', aRow(key(), aDecision(hospital, [a, b], { into: a }).entry)))[0],
    await decidePair(hospital, [a, b], { into: key() }),
  ];
  expect(results.map((one) => one?.code)).toEqual(['not-allowed', 'not-readable', 'not-readable']);
  expect((await person(b))['survivorId']).toBeUndefined();
});

test('whose a document is, said anew by a person who did not know of the merge, is as they said (M12)', async () => {
  const [a, b, c] = [await register(ada), await register(double), await register({ sex: 'male' })];
  const theirs = await book(b);
  await decidePair(hospital, [a, b], { into: a });
  const entry = anEntry(officer, [aChange('/patientId', b, c)]);
  await hospital.push('appointments', aRow(theirs, entry));
  expect(await hospital.content('appointments', theirs)).toEqual({
    status: 'waitlist',
    patientId: c,
  });
  expect(await disputes()).toEqual([]);
});

test('what is disputed about the replaced record is shown with the survivor, and decided on both (M12)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  await decidePair(hospital, [a, b], { into: a, fields: { birthDate: 'replaced' } });
  await edit(b, '/birthDate', '1959-03-15', '1959-03-16');
  await edit(b, '/birthDate', '1959-03-15', '1959-03-17');
  const [[id, dispute] = []] = await hospital.all('disputes');
  expect(dispute?.content).toMatchObject({ subject: { id: b }, patientId: a, recordedFor: b });
  const other = Object.entries(
    (dispute?.content['readings'] ?? {}) as Record<string, JsonMap>,
  ).find(([, { value }]) => value === '1959-03-17');
  const decision = { reading: other?.[0] ?? '', by: nurse.id, at: NOW };
  await hospital.push(
    'disputes',
    aRow(id ?? '', anEntry(nurse, [aChange('/decision', undefined, decision)])),
  );
  expect([await person(a), await person(b)].map((one) => one['birthDate'])).toEqual([
    '1959-03-17',
    '1959-03-17',
  ]);
});

test('a merge that a restore has lost comes back with its records, and can still be undone (S11, M13)', async () => {
  const [a, b] = [await register(ada), await register(double)];
  const theirs = await book(b);
  const restore = await hospital.backup();
  await decidePair(hospital, [a, b], { into: a });
  const held = await Promise.all(
    (['appointments', 'patients', 'pairs'] as const).map(async (collection) =>
      [...(await hospital.all(collection)).values()].map(({ id, rev, content }) => ({
        collection,
        id,
        held: { rev, content },
        mutations: [],
      })),
    ),
  );
  await restore();
  expect((await person(b))['survivorId']).toBeUndefined();
  // In whatever order: the decision first.
  await hospital.offer(held.flat().toReversed());
  expect((await person(b))['survivorId']).toBe(a);
  expect(await whose(theirs)).toBe(a);
  expect((await pairNow(hospital, [a, b])) as Pair).toMatchObject({ carried: { survivor: a } });
  await decidePair(hospital, [a, b]);
  expect([await person(a), await person(b)]).toEqual([ada, double]);
  expect(await whose(theirs)).toBe(b);
});
