import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dispute } from '#shared/domain/dispute.ts';
import { newId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  NOW,
  type TestHospital,
} from '#server/testing/a-hospital.ts';

const nurse = aPerson('nurse');
const clerk = aPerson('reception');
const admin = aPerson('admin');
let hospital: TestHospital;
let patient: string;
/** The dispute about the birth date, and the keys of its two readings: the standing one first. */
let dispute: string;
let keys: readonly string[];
beforeEach(async () => {
  hospital = await aHospital([nurse, clerk, admin]);
  patient = newId<string>();
  await hospital.push(
    'patients',
    aRow(patient, anEntry(nurse, [aChange('/birthDate', undefined, '1959')])),
  );
  const edits = ['1959-03-14', '1960-01-01'].map((after) =>
    anEntry(nurse, [aChange('/birthDate', '1959', after)]),
  );
  keys = edits.map(({ id }) => id);
  for (const edit of edits) await hospital.push('patients', aRow(patient, edit));
  [dispute = ''] = [...(await hospital.all('disputes')).keys()];
});
afterEach(() => hospital.close());

const decideFor = (reading: string | undefined, by: Person, before?: JsonMap) =>
  anEntry(by, [
    aChange('/decision', before, { reading: reading ?? '', by: by.id, at: NOW }),
    aChange('/status', 'open', 'decided'),
  ]);
const now = async (): Promise<Dispute> =>
  (await hospital.content('disputes', dispute)) as unknown as Dispute;
const birthDate = async (): Promise<unknown> =>
  (await hospital.content('patients', patient))?.['birthDate'];

test('a decision is applied to the record in the same transaction, by the name of who decided (M8)', async () => {
  const entry = decideFor(keys[1], nurse);
  const [result] = await hospital.push('disputes', aRow(dispute, entry));
  expect(result).toMatchObject({
    outcome: 'merged',
    document: { content: { status: 'decided', standing: keys[1] } },
  });
  expect(await birthDate()).toBe('1960-01-01');
  const [row] = await hospital.store.readHistory({ patientId: patient, limit: 1 });
  expect(row).toMatchObject({
    by: nurse.id,
    mutationId: entry.id,
    changes: [aChange('/birthDate', '1959-03-14', '1960-01-01')],
  });
  // Decided is decided: nothing of it opens again by itself.
  expect(await now()).toMatchObject({
    status: 'decided',
    readings: { [keys[0] ?? '']: {}, [keys[1] ?? '']: {} },
  });
});

test('a decision for what the record says already leaves the record alone', async () => {
  await hospital.push('disputes', aRow(dispute, decideFor(keys[0], nurse)));
  expect(await now()).toMatchObject({ status: 'decided', standing: keys[0] });
  expect(await hospital.store.readHistory({ patientId: patient, limit: 10 })).toHaveLength(2);
});

test('a second, different decision opens the dispute again with both names, the first one stands (M8)', async () => {
  await hospital.push('disputes', aRow(dispute, decideFor(keys[1], nurse)));
  const [result] = await hospital.push('disputes', aRow(dispute, decideFor(keys[0], clerk)));
  expect(result?.outcome).toBe('merged');
  const reopened = await now();
  expect(reopened).toMatchObject({
    status: 'open',
    reopenedBy: { [nurse.id]: { reading: keys[1] }, [clerk.id]: { reading: keys[0] } },
  });
  expect(reopened.decision).toBeUndefined();
  expect(await birthDate()).toBe('1960-01-01');
  await hospital.push('disputes', aRow(dispute, decideFor(keys[0], nurse)));
  expect(await now()).toMatchObject({ status: 'decided', standing: keys[0] });
  expect(await birthDate()).toBe('1959-03-14');
});

test('two people who decide alike agree', async () => {
  await hospital.push('disputes', aRow(dispute, decideFor(keys[1], nurse)));
  const { head } = await hospital.store.readFacility();
  const [result] = await hospital.push('disputes', aRow(dispute, decideFor(keys[1], clerk)));
  expect(result).toMatchObject({
    document: { content: { status: 'decided', decision: { by: nurse.id } } },
  });
  expect((await hospital.store.readFacility()).head).toBe(head);
});

test('who may not write the field may not decide about it, and nobody decides for what nobody said', async () => {
  const results = [
    ...(await hospital.push('disputes', aRow(dispute, decideFor(keys[1], admin)))),
    ...(await hospital.push('disputes', aRow(dispute, decideFor('a third way', nurse)))),
  ];
  expect(results.map(({ code }) => code)).toEqual(['not-allowed', 'not-readable']);
  expect([await birthDate(), (await now()).status]).toEqual(['1959-03-14', 'open']);
});

test('a conflict ends by a decision alone; a refused write is dismissed by a word', async () => {
  await hospital.push(
    'disputes',
    aRow(dispute, anEntry(nurse, [aChange('/status', 'open', 'dismissed')])),
  );
  expect((await now()).status).toBe('open');
  const refused = anEntry(admin, [aChange('/comment', undefined, 'x')]);
  await hospital.push('patients', aRow(patient, refused));
  const [id = ''] =
    [...(await hospital.all('disputes'))].find(
      ([, { content }]) => content['kind'] === 'refused',
    ) ?? [];
  await hospital.push(
    'disputes',
    aRow(id, anEntry(admin, [aChange('/status', 'open', 'dismissed')])),
  );
  expect(await hospital.content('disputes', id)).toMatchObject({
    status: 'dismissed',
    author: admin.id,
  });
});

test('after a decision a new clash about the same field is a dispute of its own', async () => {
  await hospital.push('disputes', aRow(dispute, decideFor(keys[0], nurse)));
  await hospital.push(
    'patients',
    aRow(patient, anEntry(clerk, [aChange('/birthDate', '1959', '1961')])),
  );
  const all = [...(await hospital.all('disputes')).values()].map(
    ({ content }) => content['status'],
  );
  expect(all.toSorted()).toEqual(['decided', 'open']);
});

test('an undone decision opens the dispute again and gives the field back, in one push or in two (M9)', async () => {
  for (const isAtOnce of [true, false]) {
    const decision = { reading: keys[1] ?? '', by: nurse.id, at: NOW };
    const made = decideFor(keys[1], nurse);
    const undone = anEntry(
      nurse,
      [aChange('/decision', decision, undefined), aChange('/status', 'decided', 'open')],
      { undoes: made.id },
    );
    const trails = isAtOnce ? [[made, undone]] : [[made], [undone]];
    for (const trail of trails) {
      const [result] = await hospital.push('disputes', aRow(dispute, ...trail));
      expect(result?.code).toBeUndefined();
    }
    const open = await now();
    expect(open).toMatchObject({ status: 'open', standing: keys[0] });
    expect(open.decision).toBeUndefined();
    expect(Object.keys(open.readings ?? {})).toHaveLength(2);
    expect(await birthDate()).toBe('1959-03-14');
  }
});
