import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dispute } from '#shared/domain/dispute.ts';
import { newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { contents } from '#shared/testing/arbitraries.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  type TestHospital,
} from '#server/testing/a-hospital.ts';

const nurse = aPerson('nurse');
let hospital: TestHospital;
beforeEach(async () => void (hospital = await aHospital([nurse])));
afterEach(() => hospital.close());

const disputes = async (): Promise<readonly Dispute[]> =>
  [...(await hospital.all('disputes')).values()].map(
    ({ content }) => content as unknown as Dispute,
  );
const head = async (): Promise<number> => (await hospital.store.readFacility()).head;
const newPatient = (id: string, content: JsonMap) =>
  aRow(id, anEntry(hospital.doctor, changesBetween('patients', {}, content)));

test('a new patient is taken, numbered, and answered with the hospital’s document (S4)', async () => {
  const id = newId<string>();
  const content = { names: { a: { family: 'Quinn' } }, bloodGroup: { abo: 'A' } };
  const [result] = await hospital.push('patients', newPatient(id, content));
  expect(result).toMatchObject({
    id,
    outcome: 'applied',
    document: { id, content, trail: [], _deleted: false },
  });
  expect(result?.document).toMatchObject({ rev: 'e1.1', nameKey: 'quinn', mrn: '', birthDate: '' });
  expect((await hospital.pull('patients')).documents).toEqual([result?.document]);
});

test('sent again, a mutation changes nothing: no number, no history, no dispute (S1, S5)', async () => {
  await fc.assert(
    fc.asyncProperty(
      contents.patients,
      contents.patients,
      contents.patients,
      async (base, mine, theirs) => {
        const id = newId<string>();
        await hospital.push('patients', newPatient(id, base));
        const row = aRow(
          id,
          anEntry(hospital.doctor, [
            ...changesBetween('patients', base, mine),
            aChange('/maritalStatus', undefined, 'M'),
          ]),
        );
        const other = aRow(
          id,
          anEntry(nurse, [
            ...changesBetween('patients', base, theirs),
            aChange('/maritalStatus', undefined, 'S'),
          ]),
        );
        await hospital.push('patients', row, other);
        const before = [await head(), await hospital.content('patients', id), await disputes()];
        const again = await hospital.push('patients', other, row, row);
        expect(again.map(({ outcome }) => outcome)).toEqual(['noop', 'noop', 'noop']);
        expect([await head(), await hospital.content('patients', id), await disputes()]).toEqual(
          before,
        );
      },
    ),
    { numRuns: 30 },
  );
});

test('both readings of a disputed field are kept, with who, where and when (S5, M2)', async () => {
  const id = newId<string>();
  await hospital.push('patients', newPatient(id, { birthDate: '1959' }));
  const first = anEntry(hospital.doctor, [aChange('/birthDate', '1959', '1959-03-14')]);
  const second = anEntry(nurse, [aChange('/birthDate', '1959', '1960-01-01')]);
  const results = await hospital.push('patients', aRow(id, first), aRow(id, second));
  expect(results.map(({ outcome }) => outcome)).toEqual(['merged', 'merged']);
  const [dispute] = await disputes();
  expect(dispute).toMatchObject({
    kind: 'conflict',
    path: '/birthDate',
    patientId: id,
    standing: first.id,
    status: 'open',
    readings: {
      [first.id]: {
        value: '1959-03-14',
        by: hospital.doctor.id,
        device: hospital.device.id,
        mutationId: first.id,
      },
      [second.id]: {
        value: '1960-01-01',
        by: nurse.id,
        device: hospital.device.id,
        mutationId: second.id,
      },
    },
  });
  // A third reading joins the same dispute; one that is known already does not.
  const third = anEntry(nurse, [aChange('/birthDate', '1959', '1958-03-14')]);
  const alike = anEntry(nurse, [aChange('/birthDate', '1959', '1960-01-01')]);
  await hospital.push('patients', aRow(id, third), aRow(id, alike));
  const [joined, ...more] = await disputes();
  expect(more).toEqual([]);
  expect(Object.keys(joined?.readings ?? {})).toEqual([first.id, second.id, third.id]);
});

test('what somebody writes into a disputed field later is one more reading of it (M2)', async () => {
  const id = newId<string>();
  await hospital.push('patients', newPatient(id, { sex: 'male' }));
  const first = anEntry(hospital.doctor, [aChange('/sex', 'male', 'female')]);
  const second = anEntry(nurse, [aChange('/sex', 'male', 'other')]);
  await hospital.push('patients', aRow(id, first), aRow(id, second));
  const later = anEntry(nurse, [aChange('/sex', 'female', 'unknown')]);
  await hospital.push('patients', aRow(id, later));
  const [dispute] = await disputes();
  expect(dispute).toMatchObject({ standing: later.id, status: 'open' });
  expect(Object.keys(dispute?.readings ?? {})).toEqual([first.id, second.id, later.id]);
});

test('the order of arrival does not matter for allergies: the graver reading stands, both are kept (M3)', async () => {
  const edits = ['high', 'unable-to-assess'].map((after) =>
    aChange('/allergies/a/criticality', 'low', after),
  );
  for (const order of [edits, edits.toReversed()]) {
    const id = newId<string>();
    const allergy = {
      substance: 'latex',
      criticality: 'low',
      clinicalStatus: 'active',
      verification: 'confirmed',
    };
    await hospital.push('patients', newPatient(id, { allergies: { a: allergy } }));
    for (const change of order) await hospital.push('patients', aRow(id, anEntry(nurse, [change])));
    expect(await hospital.content('patients', id)).toMatchObject({
      allergies: { a: { criticality: 'high' } },
    });
    const [dispute] = (await disputes()).filter(({ subject }) => subject.id === id);
    const readings = dispute?.readings ?? {};
    expect(
      Object.values(readings)
        .map(({ value }) => value)
        .toSorted(),
    ).toEqual(['high', 'unable-to-assess']);
    expect(readings[dispute?.standing ?? '']?.value).toBe('high');
  }
});

test('number order is commit order, whoever pushes at once (S2)', async () => {
  const seen: number[] = [];
  hospital.store.onCommit((changes) => {
    for (const { from, to } of changes) seen.push(from, to);
  });
  await Promise.all(
    Array.from({ length: 40 }, () =>
      hospital.push(
        'patients',
        newPatient(newId(), { comment: 'x' }),
        newPatient(newId(), { comment: 'y' }),
      ),
    ),
  );
  const { documents } = await hospital.pull('patients');
  const numbers = documents.map(({ rev }) => Number(rev.split('.')[1]));
  expect(numbers).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(0)).toBe(0);
  expect(seen.at(-1)).toBe(80);
});

test('an answer lost between commit and device is given again after a restart, and nothing landed twice (S1, S8)', async () => {
  const id = newId<string>();
  const row = newPatient(id, { comment: 'x' });
  const [first] = await hospital.push('patients', row);
  await hospital.restart();
  const [again] = await hospital.push('patients', row);
  expect(again).toEqual({ ...first, outcome: 'noop' });
  expect(await hospital.store.readHistory({ collection: 'patients', id, limit: 10 })).toHaveLength(
    1,
  );
});

test('each landed entry is one row of the history, newest first, with what really changed (S5)', async () => {
  const id = newId<string>();
  const trail = [
    anEntry(hospital.doctor, [aChange('/comment', undefined, 'a')]),
    anEntry(nurse, [aChange('/comment', 'a', 'b')]),
  ];
  await hospital.push('patients', aRow(id, ...trail));
  const history = await hospital.store.readHistory({ patientId: id, limit: 10 });
  expect(history).toMatchObject([
    {
      seq: 2,
      by: nurse.id,
      device: hospital.device.id,
      changes: [aChange('/comment', 'a', 'b')],
      action: trail[1]?.action,
    },
    { seq: 1, by: hospital.doctor.id, changes: [aChange('/comment', undefined, 'a')] },
  ]);
});

test('two pushes of all kinds settle alike whatever their order, but for the last word of last-accepted fields', async () => {
  await fc.assert(
    fc.asyncProperty(
      contents.encounters,
      contents.encounters,
      contents.encounters,
      async (base, mine, theirs) => {
        const ends: unknown[] = [];
        for (const isMineFirst of [true, false]) {
          const id = newId<string>();
          const readable = (content: JsonMap): JsonMap => ({ ...content, stays: undefined });
          const entry = (to: JsonMap) =>
            anEntry(nurse, changesBetween('encounters', readable(base), readable(to)));
          await hospital.push(
            'encounters',
            aRow(id, anEntry(nurse, changesBetween('encounters', {}, readable(base)))),
          );
          const rows = [mine, theirs]
            .map((to) => entry(to))
            .filter(({ changes }) => changes.length > 0);
          for (const one of isMineFirst ? rows : rows.toReversed())
            await hospital.push('encounters', aRow(id, one));
          const about = (await disputes()).filter(({ subject }) => subject.id === id);
          ends.push(
            about
              .map(({ path, readings }) => [
                path,
                Object.values(readings ?? {})
                  .map(({ value }) => value)
                  .toSorted(),
              ])
              .toSorted(),
          );
        }
        expect(ends[0]).toEqual(ends[1]);
      },
    ),
    { numRuns: 25 },
  );
});
