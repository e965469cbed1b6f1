import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  NOW,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { dropEnded, type DroppedRows } from './ends.ts';
import { createEscrow } from './escrow.ts';

const DAY_MS = 86_400_000;
let hospital: TestHospital;
let id: string;
beforeEach(async () => {
  hospital = await aHospital();
  id = newId<string>();
});
afterEach(() => hospital.close());

const after = (days: number): Promise<DroppedRows> => {
  hospital.clock.set(new Date(Date.parse(NOW) + days * DAY_MS).toISOString());
  return dropEnded(hospital);
};
const write = (text: string, before?: string) =>
  anEntry(hospital.doctor, [aChange('/comment', before, text)], { device: hospital.device.id });
const outcomes = async (...entries: readonly ReturnType<typeof write>[]): Promise<unknown> =>
  (await hospital.push('patients', aRow(id, ...entries))).map(
    ({ code, outcome }) => code ?? outcome,
  );
const history = () => hospital.store.readHistory({ collection: 'patients', id, limit: 9 });

test('a mutation is remembered for 35 days; afterwards the history knows that it was taken, and it changes nothing (S1, S18)', async () => {
  const entry = write('seen');
  await outcomes(entry);
  expect(await after(34)).toEqual({ mutations: 0, escrow: 0, blobs: 0 });
  expect(await after(36)).toEqual({ mutations: 1, escrow: 0, blobs: 0 });
  expect(await after(36)).toEqual({ mutations: 0, escrow: 0, blobs: 0 });
  expect(await hospital.store.transaction((tx) => tx.knownMutations([entry.id]))).toEqual([]);
  const before = await history();
  const next = write('later', 'seen');
  await outcomes(next);
  expect(await outcomes(entry)).toEqual(['noop']);
  expect(await hospital.content('patients', id)).toEqual({ comment: 'later' });
  expect((await history()).slice(1)).toEqual(before);
});

test('a copy of a tablet that writes under a number that was dropped is heard all the same (S12, S18)', async () => {
  const first = write('seen');
  await outcomes(first);
  await after(36);
  const copied = { ...write('from the copy', 'seen'), n: first.n };
  expect(await outcomes(copied)).toEqual(['merged']);
  expect(await hospital.content('patients', id)).toEqual({ comment: 'from the copy' });
});

test('what waits for a person has no end; what was decided is kept for a year, the dispute about it for good (S18)', async () => {
  const escrow = createEscrow(hospital);
  const refused = (n: number) =>
    anEntry(aPerson('nurse'), [aChange('/comment', undefined, `${n}`)], { n });
  for (const n of [1, 2]) await hospital.push('patients', aRow(newId<string>(), refused(n)));
  const [waits, decided] = (await escrow.list()).map(({ key }) => key);
  await escrow.setAside(decided ?? '', null, 'twice');
  expect(await after(364)).toMatchObject({ escrow: 0 });
  expect(await after(366)).toMatchObject({ escrow: 1 });
  expect((await escrow.list()).map(({ key }) => key)).toEqual([waits]);
  expect(await hospital.store.listSettled(9)).toEqual([]);
  expect((await hospital.all('disputes')).size).toBe(2);
  expect(await hospital.store.scrub()).toMatchObject({ damaged: [], structure: null });
});

test('the record has no end: after years everything that was written still says who, what and when (S18)', async () => {
  await outcomes(write('a'), write('b', 'a'), write('c', 'b'));
  const before = await history();
  await after(3650);
  expect(await history()).toEqual(before);
  const { id: doctor } = hospital.doctor;
  expect(before.map(({ by, changes }) => `${by} ${changes.length}`)).toEqual(
    Array<string>(3).fill(`${doctor} 1`),
  );
});
