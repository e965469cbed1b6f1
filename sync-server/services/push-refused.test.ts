import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dispute } from '#shared/domain/dispute.ts';
import { newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import {
  aChange,
  aDevice,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { createEscrow } from './escrow.ts';
import { createPush } from './push.ts';

const nurse = aPerson('nurse');
const stranger = aPerson('doctor');
let hospital: TestHospital;
beforeEach(async () => void (hospital = await aHospital([nurse])));
afterEach(() => hospital.close());

const disputes = async (): Promise<readonly Dispute[]> =>
  [...(await hospital.all('disputes')).values()].map(
    ({ content }) => content as unknown as Dispute,
  );
const newPatient = (id: string, content: JsonMap) =>
  aRow(id, anEntry(hospital.doctor, changesBetween('patients', {}, content)));

test('a known id with other content is refused and changes nothing (S1)', async () => {
  const id = newId<string>();
  const row = newPatient(id, { comment: 'x' });
  await hospital.push('patients', row);
  const [entry] = row.trail;
  const forged = aRow(id, {
    ...anEntry(hospital.doctor, [aChange('/comment', 'x', 'y')]),
    id: entry?.id ?? newId(),
  });
  const [result] = await hospital.push('patients', forged);
  expect(result).toMatchObject({
    outcome: 'rejected',
    code: 'id-reused',
    document: { content: { comment: 'x' } },
  });
  expect(await disputes()).toMatchObject([{ kind: 'refused', code: 'id-reused' }]);
});

test('an author who never signed in on the device is refused, and the write comes back whole (S4, S9)', async () => {
  const id = newId<string>();
  const entry = anEntry(stranger, [aChange('/comment', undefined, 'kept')]);
  const [result] = await hospital.push('patients', aRow(id, entry));
  expect(result).toEqual({ id, outcome: 'rejected', code: 'unknown-author', document: null });
  expect(await disputes()).toMatchObject([
    {
      kind: 'refused',
      code: 'unknown-author',
      author: stranger.id,
      patientId: id,
      refused: { entry },
    },
  ]);
  expect(await hospital.store.countEscrow()).toBe(1);
  // The same refusal again is answered alike and kept once.
  const [again] = await hospital.push('patients', aRow(id, entry));
  expect(again).toEqual(result);
  expect([await hospital.store.countEscrow(), (await disputes()).length]).toEqual([1, 1]);
});

test('roles that do not cover a path are refused; the entries around it land (S5, S9)', async () => {
  const id = newId<string>();
  const status = 'booked';
  const slot = {
    wall: '2026-11-24T10:00',
    zone: 'Europe/Dublin',
    start: '2026-11-24T10:00:00.000Z',
    end: '2026-11-24T10:30:00.000Z',
  };
  await hospital.push(
    'appointments',
    aRow(
      id,
      anEntry(hospital.doctor, [
        aChange('/status', undefined, status),
        aChange('/slot', undefined, slot),
      ]),
    ),
  );
  const [result] = await hospital.push(
    'appointments',
    aRow(
      id,
      anEntry(nurse, [aChange('/comment', undefined, 'asks for an interpreter')]),
      anEntry(nurse, [aChange('/slot', slot, undefined)]),
      anEntry(nurse, [aChange('/status', 'booked', 'arrived')]),
    ),
  );
  expect(result).toMatchObject({ outcome: 'rejected', code: 'not-allowed' });
  expect(result?.document?.content).toMatchObject({
    slot,
    status: 'arrived',
    comment: 'asks for an interpreter',
  });
});

test('a device may not write what is the hospital’s own, and makes no illegal step (M6, M7)', async () => {
  const id = newId<string>();
  await hospital.push(
    'appointments',
    aRow(id, anEntry(hospital.doctor, [aChange('/status', undefined, 'fulfilled')])),
  );
  const rows = [
    aChange('/status', 'fulfilled', 'booked'),
    aChange('/booking', undefined, 'confirmed'),
  ];
  const results = await hospital.push(
    'appointments',
    ...rows.map((change) => aRow(id, anEntry(hospital.doctor, [change]))),
  );
  expect(results.map(({ code }) => code)).toEqual(['illegal-transition', 'server-only']);
  const made = aRow(
    newId<string>(),
    anEntry(hospital.doctor, [aChange('/status', undefined, 'decided')]),
  );
  expect((await hospital.push('disputes', made))[0]).toMatchObject({
    code: 'server-only',
    document: null,
  });
});

test('a poison row delays only itself, and is kept (S4)', async () => {
  const [good, bad, deep] = [newId<string>(), newId<string>(), newId<string>()];
  const nested = (n: number): JsonMap => (n === 0 ? {} : { a: nested(n - 1) });
  const results = await hospital.push(
    'patients',
    { id: bad, rev: '', trail: [{ nonsense: true }] },
    newPatient(good, { comment: 'x' }),
    aRow(newId<string>(), anEntry(hospital.doctor, [{ path: '/__proto__/isAdmin', after: true }])),
    aRow(deep, anEntry(hospital.doctor, [aChange('/extra', undefined, nested(20))])),
    { id: 'no uuid', rev: '', trail: [] },
    'not even a row',
    aRow(newId<string>(), anEntry(hospital.doctor, [aChange('/birthDate', undefined, 42)])),
  );
  expect(results.map(({ outcome, code }) => code ?? outcome)).toEqual([
    'not-readable',
    'applied',
    'not-readable',
    'not-readable',
    'not-readable',
    'not-readable',
  ]);
  expect(await hospital.store.countEscrow()).toBe(6);
  expect((await disputes()).map(({ code }) => code)).toEqual(Array(4).fill('not-readable'));
  expect(await hospital.content('patients', good)).toEqual({ comment: 'x' });
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  expect(hospital.poison).toEqual([]);
});

test('a row beyond the limits is too large, its neighbours are not (S4)', async () => {
  const entry = (): ReturnType<typeof anEntry> =>
    anEntry(hospital.doctor, [aChange('/comment', undefined, 'x')]);
  const results = await hospital.push(
    'patients',
    aRow(
      newId<string>(),
      anEntry(hospital.doctor, [aChange('/comment', undefined, 'x'.repeat(600_000))]),
    ),
    aRow(newId<string>(), ...Array.from({ length: 65 }, entry)),
    aRow(newId<string>(), entry()),
  );
  expect(results.map(({ outcome, code }) => code ?? outcome)).toEqual([
    'too-large',
    'too-large',
    'applied',
  ]);
});

test('what follows a refused first write has nothing to stand on', async () => {
  const id = newId<string>();
  const [result] = await hospital.push(
    'locations',
    aRow(
      id,
      anEntry(nurse, [aChange('/name', undefined, 'Bed 1')]),
      anEntry(nurse, [aChange('/status', undefined, 'active')]),
    ),
  );
  expect(result).toMatchObject({ outcome: 'rejected', code: 'not-allowed', document: null });
  expect(await hospital.content('locations', id)).toBeUndefined();
  expect(await disputes()).toHaveLength(2);
});

test('a refused write leaves its ids free: the same row good again is taken, and then it is taken for good (S1, S4)', async () => {
  const id = newId<string>();
  const bad = anEntry(hospital.doctor, [aChange('/birthDate', undefined, 'yesterday')]);
  const good = { ...bad, changes: [aChange('/birthDate', undefined, '1970-01-02')] };
  const outcomes = async (entry: typeof bad): Promise<unknown> =>
    (await hospital.push('patients', aRow(id, entry))).map(({ code, outcome }) => code ?? outcome);
  expect(await outcomes(bad)).toEqual(['not-readable']);
  expect(await hospital.content('patients', id)).toBeUndefined();
  expect(await outcomes(good)).toEqual(['applied']);
  expect(await hospital.content('patients', id)).toEqual({ birthDate: '1970-01-02' });
  expect(await outcomes(good)).toEqual(['noop']);
  // What once was refused under its id comes too late.
  expect(await outcomes(bad)).toEqual(['id-reused']);
  expect(await hospital.content('patients', id)).toEqual({ birthDate: '1970-01-02' });
});

test('a trail that names one mutation twice says two things under one id, and lands neither (S1)', async () => {
  const id = newId<string>();
  const entry = anEntry(hospital.doctor, [aChange('/comment', undefined, 'x')]);
  const twin = { ...entry, changes: [aChange('/comment', 'x', 'y')] };
  const [result] = await hospital.push('patients', aRow(id, entry, twin));
  expect(result).toMatchObject({ code: 'not-readable', document: null });
  expect((await hospital.push('patients', aRow(id, entry)))[0]).toMatchObject({
    outcome: 'applied',
  });
});

test('what was refused for the sake of the entry before it lands with the good one, and waits no more (S4, S5)', async () => {
  const id = newId<string>();
  const bad = anEntry(hospital.doctor, [aChange('/birthDate', undefined, 'yesterday')]);
  const good = { ...bad, changes: [aChange('/birthDate', undefined, '1970-01-02')] };
  const next = anEntry(hospital.doctor, [aChange('/comment', undefined, 'x')]);
  await hospital.push('patients', aRow(id, bad, next));
  expect((await disputes()).map(({ status }) => status)).toEqual(['open', 'open']);
  const [again] = await hospital.push('patients', aRow(id, good, next));
  expect(again).toMatchObject({ outcome: 'applied' });
  expect(await hospital.content('patients', id)).toEqual({ birthDate: '1970-01-02', comment: 'x' });
  // The garbled one is still shown; the other one has come home.
  expect((await disputes()).map(({ status }) => status).toSorted()).toEqual(['dismissed', 'open']);
  expect(await hospital.store.countEscrow()).toBe(1);
});

test('a write refused from a device that its author never used is taken from their own (S9)', async () => {
  const id = newId<string>();
  const entry = anEntry(hospital.doctor, [aChange('/comment', undefined, 'mine')]);
  const push = createPush({ ...hospital, onPoison: () => undefined });
  const theirs = aDevice([stranger]);
  const request = { collection: 'patients' as const, rows: [aRow(id, entry)] };
  expect(await push(theirs, request)).toContain('"unknown-author"');
  expect((await hospital.push('patients', aRow(id, entry)))[0]).toMatchObject({
    outcome: 'applied',
  });
  expect([await hospital.store.countEscrow(), (await disputes())[0]?.status]).toEqual([
    0,
    'dismissed',
  ]);
});

test('what a person has dropped stays refused, whoever sends it again (S4)', async () => {
  const id = newId<string>();
  const entry = anEntry(hospital.doctor, [aChange('/comment', undefined, 'dropped')]);
  const push = createPush({ ...hospital, onPoison: () => undefined });
  await push(aDevice([stranger]), { collection: 'patients', rows: [aRow(id, entry)] });
  const escrow = createEscrow(hospital);
  await escrow.setAside((await escrow.list())[0]?.key ?? '', null, 'a mistake');
  expect((await hospital.push('patients', aRow(id, entry)))[0]).toMatchObject({
    code: 'unknown-author',
    document: null,
  });
});

test('however deep a refused write is, its author can put it aside (S4)', async () => {
  const id = newId<string>();
  // As deep as a row may be: a row, its trail, an entry, its changes and a change hold it.
  let after: JsonMap = { a: 1 };
  for (let depth = 1; depth < 9; depth += 1) after = { a: after };
  const entry = anEntry(hospital.doctor, [aChange('/comment', undefined, after)]);
  expect((await hospital.push('patients', aRow(id, entry)))[0]).toMatchObject({
    code: 'not-readable',
  });
  const [dispute] = [...(await hospital.all('disputes')).values()];
  expect(dispute?.content).toMatchObject({ refused: { entry } });
  const aside = aRow(
    dispute?.id ?? '',
    anEntry(hospital.doctor, [aChange('/status', 'open', 'dismissed')]),
  );
  const [put] = await hospital.push('disputes', aside);
  expect(put?.document?.content).toMatchObject({ status: 'dismissed' });
});

test('a refused write that names no patient but something else opens a dispute about no patient (S4)', async () => {
  const entry = anEntry(hospital.doctor, [
    aChange('/status', undefined, 'no status'),
    aChange('/patientId', undefined, 'x'.repeat(300)),
  ]);
  await hospital.push('appointments', aRow(newId<string>(), entry));
  const [dispute] = [...(await hospital.all('disputes')).values()];
  expect(dispute).toMatchObject({ patientId: '', content: { refused: { entry } } });
});

test('half a letter that no disk can keep is refused, so that the hospital never looks damaged', async () => {
  const entry = anEntry(hospital.doctor, [aChange('/comment', undefined, 'x')], {
    action: { id: newId(), name: '\ud83d' },
  });
  const [result] = await hospital.push('patients', aRow(newId<string>(), entry));
  expect(result).toMatchObject({ code: 'not-readable' });
  // Inside a document it is escaped, and stays what it is.
  const id = newId<string>();
  await hospital.push(
    'patients',
    aRow(id, anEntry(hospital.doctor, [aChange('/comment', undefined, '\ud83d')])),
  );
  expect(await hospital.content('patients', id)).toEqual({ comment: '\ud83d' });
  expect(await hospital.store.scrub()).toMatchObject({ damaged: [] });
});

test('a write that was refused under the id of something else is taken under its own (S1)', async () => {
  const [id, full] = [newId<string>(), newId<string>()];
  const much = anEntry(hospital.doctor, [aChange('/much', undefined, 'x'.repeat(400_000))]);
  await hospital.push('patients', aRow(full, much));
  const entry = anEntry(hospital.doctor, [aChange('/more', undefined, 'x'.repeat(200_000))]);
  const outcome = async (of: string): Promise<unknown> =>
    (await hospital.push('patients', aRow(of, entry))).map(({ code, outcome }) => code ?? outcome);
  expect(await outcome(full)).toEqual(['too-large']);
  expect(await outcome(id)).toEqual(['applied']);
  // What was refused stays where it was shown.
  expect([await hospital.store.countEscrow(), (await disputes())[0]?.status]).toEqual([1, 'open']);
});
