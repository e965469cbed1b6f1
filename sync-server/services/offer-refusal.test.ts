import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { TrailEntry, WireDocument } from '#shared/domain/envelope.ts';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { OfferedDocument } from '#shared/sync/offer.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { createEscrow, type Escrow } from './escrow.ts';
import { hashSecret } from './secrets.ts';

/** A write that was refused, what an administrator decided of it, and a restore that has taken the decision. */
const [nurse, revoked] = [aPerson('nurse'), aPerson('nurse')];
const admin = newId<PersonId>();
let hospital: TestHospital;
let id: string;
let entry: TrailEntry;
beforeEach(async () => {
  hospital = await aHospital([nurse]);
  id = newId<string>();
  const { people: _, ...device } = hospital.device;
  await hospital.store.devices.addDevice(device, hashSecret('token'));
  await hospital.push(
    'patients',
    aRow(id, anEntry(hospital.doctor, [aChange('/comment', undefined, 'a')])),
  );
  entry = anEntry(revoked, [aChange('/comment', 'a', 'at the bedside')]);
});
afterEach(() => hospital.close());

const escrow = (): Escrow => createEscrow(hospital);
const send = (row: unknown = aRow(id, entry)) => hospital.push('patients', row);
const content = () => hospital.content('patients', id);
const waits = async (): Promise<readonly string[]> => (await escrow().list()).map(({ key }) => key);
const settled = async () =>
  (await hospital.store.listSettled(9)).map((one) => one.settled?.decision);
async function decide(decision: 'apply' | 'set-aside'): Promise<void> {
  const keys = await waits();
  const done = await escrow().decide({ decision, keys, reason: 'written twice' }, admin);
  expect(done).toEqual({ settled: keys, stopped: null });
}
async function dispute(): Promise<WireDocument & { readonly content: unknown }> {
  const [found] = (await hospital.all('disputes')).values();
  if (!found) throw new Error('nobody is told');
  return found;
}
const told = async () => {
  const { status, settled: by } = (await dispute()).content as unknown as Dispute;
  return by ? `${status}, ${by.decision}` : status;
};
/** What a tablet offers that holds the dispute, and the record where it has that too. */
async function held(...more: readonly 'record'[]): Promise<readonly OfferedDocument[]> {
  const { id: disputeId, rev, content: said } = await dispute();
  const record = (await hospital.all('patients')).get(id);
  return [
    ...more.flatMap(() =>
      record
        ? [
            {
              collection: 'patients' as const,
              id,
              held: { rev: record.rev, content: record.content },
              mutations: [],
            },
          ]
        : [],
    ),
    { collection: 'disputes', id: disputeId, held: { rev, content: said as never }, mutations: [] },
  ];
}
/** Whether the copy is from before the write was refused, or from before an administrator decided. */
const COPIES = ['the refusal', 'the decision'] as const;
async function restored(
  copy: (typeof COPIES)[number],
  lost: () => Promise<void>,
  ...more: readonly 'record'[]
): Promise<readonly OfferedDocument[]> {
  const older = await hospital.backup();
  await send();
  const younger = await hospital.backup();
  await lost();
  const offered = await held(...more);
  await (copy === 'the refusal' ? older : younger)();
  return offered;
}

test.each(COPIES)(
  'a restore from before %s: what was set aside waits no more once a tablet tells of it (S11, S17)',
  async (copy) => {
    const offered = await restored(copy, () => decide('set-aside'));
    await hospital.offer(offered);
    expect([await waits(), await settled(), await told()]).toEqual([
      [],
      ['set-aside'],
      'dismissed, set-aside',
    ]);
    // Not even when the write itself comes again, which was on its way all the time.
    expect(await send()).toMatchObject([{ outcome: 'rejected' }]);
    await hospital.offer(offered);
    expect([await waits(), await settled(), await told()]).toEqual([
      [],
      ['set-aside'],
      'dismissed, set-aside',
    ]);
    expect(await content()).toEqual({ comment: 'a' });
    expect(await hospital.store.listSettled(9)).toMatchObject([
      { settled: { by: admin, reason: 'written twice' } },
    ]);
  },
);

test('a write that came again before its dispute waits no more either (S11, S17)', async () => {
  const offered = await restored('the refusal', () => decide('set-aside'));
  expect(await send()).toMatchObject([{ outcome: 'rejected' }]);
  expect([(await waits()).length, await told()]).toEqual([1, 'open']);
  await hospital.offer(offered);
  expect([await waits(), await settled(), await told()]).toEqual([
    [],
    ['set-aside'],
    'dismissed, set-aside',
  ]);
});

test.each(COPIES.flatMap((copy) => [false, true].map((isHeld) => [copy, isHeld] as const)))(
  'a restore from before %s: what was let in is in again, under its author and whoever let it in, be the record held or not: %s (S11, S17)',
  async (copy, isHeld) => {
    const lost = () => decide('apply');
    const offered = await restored(copy, lost, ...(isHeld ? (['record'] as const) : []));
    await hospital.offer(offered);
    expect(await content()).toEqual({ comment: 'at the bedside' });
    expect([await waits(), await told()]).toEqual([[], 'dismissed, applied']);
    const { head } = await hospital.store.readFacility();
    await hospital.offer(offered);
    expect((await hospital.store.readFacility()).head).toBe(head);
    expect(await send()).toMatchObject([{ outcome: 'noop' }]);
    const history = await hospital.store.readHistory({ collection: 'patients', id, limit: 9 });
    expect(history.filter(({ by }) => by === revoked.id)).toMatchObject([{ mutationId: entry.id }]);
    expect(history.filter(({ by }) => by === admin)).toMatchObject([
      { action: { name: 'let-in' } },
    ]);
    expect(await hospital.all('disputes')).toHaveProperty('size', 1);
  },
);

test('what was let in and has nothing to stand on any more waits for a person (S4, S11)', async () => {
  id = newId<string>();
  const restoreAll = await hospital.backup();
  await send(aRow(id, anEntry(hospital.doctor, [aChange('/comment', undefined, 'a')])));
  entry = anEntry(revoked, [aChange('/birthDate', undefined, 42)], { id: entry.id });
  await send();
  const offered = await held();
  const [refusal] = offered;
  if (!refusal?.held) throw new Error('nobody is told');
  const said = { ...refusal.held.content, status: 'dismissed' };
  const by = { decision: 'applied', by: admin, at: entry.at };
  await restoreAll();
  await hospital.offer([
    { ...refusal, held: { ...refusal.held, content: { ...said, settled: by } } },
  ]);
  expect([(await waits()).length, await told()]).toEqual([1, 'open']);
});

test('a refusal that nobody has decided brings its write back to whoever decides (S4, S11)', async () => {
  const offered = await restored('the refusal', async () => undefined);
  await hospital.offer(offered);
  expect([(await waits()).length, await told()]).toEqual([1, 'open']);
  await decide('apply');
  expect(await content()).toEqual({ comment: 'at the bedside' });
});

test.each(COPIES)(
  'a restore from before %s: a row that nobody can read and that was set aside waits no more (S11, S17)',
  async (copy) => {
    const bad = { id, trail: 7 };
    const older = await hospital.backup();
    await send(bad);
    const younger = await hospital.backup();
    await decide('set-aside');
    const offered = await held();
    await (copy === 'the refusal' ? older : younger)();
    await hospital.offer(offered);
    if (copy === 'the refusal') await send(bad);
    expect([await waits(), await settled(), await told()]).toEqual([
      [],
      ['set-aside'],
      'dismissed, set-aside',
    ]);
  },
);

test('what its author has set aside waits no more after a restore (S4, S11)', async () => {
  entry = anEntry(nurse, [aChange('/links', undefined, { x: 1 })]);
  const end = anEntry(nurse, [aChange('/status', 'open', 'dismissed')]);
  const offered = await restored('the decision', async () => {
    const [answer] = await hospital.push('disputes', aRow((await dispute()).id, end));
    expect(answer?.code).toBeUndefined();
  });
  const mutations = [{ rev: offered.at(-1)?.held?.rev ?? '', entry: end }];
  await hospital.offer(offered.map((one) => ({ ...one, mutations })));
  expect([await waits(), await settled(), await told()]).toEqual([[], ['set-aside'], 'dismissed']);
});

test('a dispute tells of no other write than its own', async () => {
  const offered = await restored('the decision', () => decide('set-aside'));
  await hospital.offer(offered.map((one) => ({ ...one, id: newId<string>() })));
  expect((await waits()).length).toBe(1);
});
