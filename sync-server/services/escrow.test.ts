import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dispute } from '#shared/domain/dispute.ts';
import { newId } from '#shared/domain/ids.ts';
import { instantAt } from '#shared/lib/clock.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  NOW,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { createEscrow, type Escrow } from './escrow.ts';
import { hashSecret } from './secrets.ts';

/** Somebody who lost the way in while a tablet was away. */
const revoked = aPerson('nurse');
let hospital: TestHospital;
let escrow: Escrow;
let id: string;
beforeEach(async () => {
  hospital = await aHospital();
  escrow = createEscrow(hospital);
  id = newId<string>();
  const { people: _, ...device } = hospital.device;
  await hospital.store.devices.addDevice(device, hashSecret(instantAt(0)));
});
afterEach(() => hospital.close());
const disputes = async (): Promise<readonly string[]> =>
  [...(await hospital.all('disputes')).values()].map(
    ({ content }) => (content as unknown as Dispute).status,
  );
const onlyKey = async (): Promise<string> => (await escrow.list())[0]?.key ?? '';

test('what somebody wrote who may not any more waits, and lands under their name when a person releases it (S4, S9)', async () => {
  const entry = anEntry(revoked, [aChange('/comment', undefined, 'at the bedside')]);
  expect(await hospital.push('patients', aRow(id, entry))).toMatchObject([
    { code: 'unknown-author' },
  ]);
  expect(await disputes()).toEqual(['open']);
  expect((await escrow.apply(await onlyKey(), null)).ok).toBe(true);
  expect(await hospital.content('patients', id)).toEqual({ comment: 'at the bedside' });
  const [letIn, row] = await hospital.store.readHistory({ collection: 'patients', id, limit: 9 });
  expect(row).toMatchObject({ by: revoked.id, mutationId: entry.id });
  expect(letIn).toMatchObject({ by: null, action: { name: 'let-in' }, changes: [] });
  expect([await escrow.list(), await disputes()]).toEqual([[], ['dismissed']]);
  // The tablet that sends it once more hears that it is in.
  expect(await hospital.push('patients', aRow(id, entry))).toMatchObject([{ outcome: 'noop' }]);
});

test('what a person drops is in no record and waits no more', async () => {
  await hospital.push(
    'patients',
    aRow(id, anEntry(revoked, [aChange('/comment', undefined, 'x')])),
  );
  expect((await escrow.setAside(await onlyKey(), null, 'a mistake')).ok).toBe(true);
  expect([await escrow.list(), await disputes()]).toEqual([[], ['dismissed']]);
  expect(await hospital.content('patients', id)).toBeUndefined();
});

test('nobody’s word lands what cannot be read or what the rules forbid: it goes on waiting', async () => {
  await hospital.push('patients', { id, trail: 7 });
  expect(await escrow.apply(await onlyKey(), null)).toMatchObject({
    error: { kind: 'cannot-land' },
  });
  await escrow.setAside(await onlyKey(), null, 'a mistake');
  await hospital.push(
    'patients',
    aRow(id, anEntry(hospital.doctor, [aChange('/links', undefined, { x: 1 })])),
  );
  expect(await escrow.apply(await onlyKey(), null)).toMatchObject({
    error: { code: 'server-only' },
  });
  expect(await escrow.list()).toHaveLength(1);
  expect(await escrow.apply('nothing', null)).toMatchObject({ error: { kind: 'no-such-row' } });
});

test('a refused write whose id has landed meanwhile as another does not land a second time (S1)', async () => {
  const bad = anEntry(revoked, [aChange('/comment', undefined, 'garbled')]);
  await hospital.push('patients', aRow(id, bad));
  const good = {
    ...bad,
    by: hospital.doctor.id,
    changes: [aChange('/comment', undefined, 'at the bedside')],
  };
  expect(await hospital.push('patients', aRow(id, good))).toMatchObject([{ outcome: 'applied' }]);
  expect(await escrow.apply(await onlyKey(), null)).toMatchObject({
    error: { kind: 'cannot-land', code: 'id-reused' },
  });
  expect(await hospital.content('patients', id)).toEqual({ comment: 'at the bedside' });
  expect(await hospital.store.readHistory({ collection: 'patients', id, limit: 9 })).toHaveLength(
    1,
  );
  expect([(await escrow.list()).length, await disputes()]).toEqual([1, ['open']]);
});

test('a refused row that was settled stays with what was decided, and waits no more until it waits again', async () => {
  const key = 'k';
  const row = {
    key,
    device: 'd',
    collection: 'patients',
    code: 'too-large',
    row: '{}',
    at: NOW,
  } as const;
  const settled = { decision: 'set-aside', by: 'p', at: NOW, reason: 'twice' } as const;
  await hospital.store.transaction(async (tx) => {
    tx.keepInEscrow(row);
    expect(await tx.readEscrow(key)).toEqual({ ...row, settled: null });
    tx.settleEscrow(key, settled);
    expect(await tx.readEscrow(key)).toEqual({ ...row, settled });
  });
  expect([await hospital.store.countEscrow(), await hospital.store.listEscrow(9)]).toEqual([0, []]);
  expect(await hospital.store.listSettled(9)).toEqual([{ ...row, settled }]);
  await hospital.store.transaction(async (tx) => tx.keepInEscrow({ ...row, at: 'later' }));
  expect(await hospital.store.countEscrow()).toBe(0);
  await hospital.store.transaction(async (tx) => tx.settleEscrow(key, null));
  expect(await hospital.store.measureEscrowOf('d')).toEqual({ rows: 1, bytes: 2 });
  expect([await hospital.store.listEscrow(9), await hospital.store.listSettled(9)]).toEqual([
    [row],
    [],
  ]);
  expect(await hospital.store.scrub()).toMatchObject({ damaged: [] });
});
