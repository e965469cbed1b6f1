import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dispute } from '#shared/domain/dispute.ts';
import { newId } from '#shared/domain/ids.ts';
import type { EscrowAnswer, EscrowPage } from '#shared/sync/escrow.ts';
import { LIMITS, PROTOCOL_VERSION } from '#shared/sync/protocol-version.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import { aChange, anEntry } from '#server/testing/a-hospital.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

let hospital: InProcess;
let tablet: Browser;
let desk: Browser;
let marta: StoredAccount;
let admin: StoredAccount;
let deviceId: string;
beforeEach(async () => {
  hospital = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await hospital.store.transaction(async (tx) => tx.writeFacility(facility));
  marta = await hospital.addPerson('marta', 'nurse');
  admin = await hospital.addPerson('admin', 'admin');
  tablet = hospital.browser();
  ({
    device: { id: deviceId },
  } = await jsonOf<{ device: { id: string } }>(tablet.signIn('marta')));
  desk = hospital.browser();
  await desk.signIn('admin');
});
afterEach(() => hospital.stop());

const edit = (id: string, after: string, before?: string) => ({
  collection: 'patients',
  id,
  rev: '',
  trail: [anEntry(marta, [aChange('/comment', before, after)])],
});
const handOver = (
  rows: readonly unknown[],
  protocol: readonly number[] = [1, PROTOCOL_VERSION],
): Promise<Response> => tablet.send('POST', '/sync/v1/escrow', { protocol, rows });
const push = ({ collection, ...row }: ReturnType<typeof edit>): Promise<PushAnswer> =>
  jsonOf(tablet.send('POST', '/sync/v1/push', { collection, rows: [row] }));
const lock = (isLocked: boolean): Promise<Response> =>
  desk.send('PATCH', `/api/v1/devices/${deviceId}`, { isLocked });
const page = (): Promise<EscrowPage> => jsonOf(desk.send('GET', '/api/v1/escrow'));
const decide = (verdict: unknown): Promise<unknown> =>
  jsonOf(desk.send('POST', '/api/v1/escrow/decision', verdict));
const comment = async (id: string): Promise<unknown> =>
  (await hospital.store.readDocument('patients', id))?.content['comment'];
const disputes = async (): Promise<readonly Dispute[]> =>
  (await hospital.store.find({ collection: 'disputes', limit: 9 })).documents.map(
    ({ content }) => content as unknown as Dispute,
  );

test('a locked tablet hands over what waits on it: an administrator sees who wrote what, where, when and why, and the hospital’s copy beside it (S17)', async () => {
  const id = newId<string>();
  await push(edit(id, 'seen'));
  await lock(true);
  const row = edit(id, 'at the bedside', 'seen');
  expect((await tablet.send('POST', '/sync/v1/push', {})).status).toBe(403);
  expect(await jsonOf<EscrowAnswer>(handOver([row]))).toEqual({
    results: [{ id, kept: 1, known: 0 }],
  });
  const { waiting, count } = await page();
  expect([count, waiting]).toMatchObject([
    1,
    [
      {
        code: 'device-locked',
        deviceName: 'Tablet 1',
        author: marta.name,
        subject: { id, patientId: id },
        entry: { changes: [{ path: '/comment', before: 'seen', after: 'at the bedside' }] },
        hospital: { '/comment': 'seen' },
        settled: null,
      },
    ],
  ]);
  expect(await comment(id)).toBe('seen');
  expect(await disputes()).toMatchObject([
    { code: 'device-locked', author: marta.id, status: 'open' },
  ]);
});

test('what an administrator lets in lands as its author’s late write, and the history says who let it in (S17)', async () => {
  const id = newId<string>();
  await lock(true);
  await handOver([edit(id, 'at the bedside')]);
  const keys = (await page()).waiting.map(({ key }) => key);
  expect(await decide({ decision: 'apply', keys })).toEqual({ settled: keys, stopped: null });
  expect(await comment(id)).toBe('at the bedside');
  const history = await hospital.store.readHistory({ collection: 'patients', id, limit: 9 });
  expect(history.map(({ by, action, changes }) => [by, action?.name, changes.length])).toEqual([
    [admin.id, 'let-in', 0],
    [marta.id, 'edit', 1],
  ]);
  expect(await page()).toMatchObject({
    count: 0,
    waiting: [],
    settled: [{ settled: { decision: 'applied', by: admin.name } }],
  });
  expect(await disputes()).toMatchObject([
    { status: 'dismissed', settled: { decision: 'applied', by: admin.id } },
  ]);
  // Decided once: nobody else decides it again.
  expect(await decide({ decision: 'apply', keys })).toMatchObject({
    stopped: { code: 'no-such-row' },
  });
});

test('what is set aside is in no record, is kept with who and why, and stays refused when the tablet is open again (S17)', async () => {
  const row = edit(newId(), 'a mistake');
  await lock(true);
  await handOver([row]);
  const keys = (await page()).waiting.map(({ key }) => key);
  expect(
    (await desk.send('POST', '/api/v1/escrow/decision', { decision: 'set-aside', keys })).status,
  ).toBe(422);
  await decide({ decision: 'set-aside', keys, reason: 'Written twice' });
  expect((await page()).settled).toMatchObject([
    {
      entry: { id: row.trail[0]?.id },
      settled: { decision: 'set-aside', by: admin.name, reason: 'Written twice' },
    },
  ]);
  expect(await disputes()).toMatchObject([{ settled: { reason: 'Written twice' } }]);
  await lock(false);
  expect(await push(row)).toMatchObject({ results: [{ code: 'device-locked', document: null }] });
  expect(await comment(row.id)).toBeUndefined();
});

test('a tablet that is open again sends by itself what nobody has decided, and it waits no more (S1, S17)', async () => {
  const row = edit(newId(), 'at the bedside');
  await lock(true);
  await handOver([row]);
  await handOver([row]);
  expect((await page()).count).toBe(1);
  await lock(false);
  expect(await push(row)).toMatchObject({ results: [{ outcome: 'applied' }] });
  expect(await page()).toMatchObject({ count: 0, settled: [{ settled: { decision: 'landed' } }] });
  expect(await disputes()).toMatchObject([{ status: 'dismissed' }]);
});

test('what the hospital has already does not wait, and what cannot be read waits as it came (S4, S17)', async () => {
  const row = edit(newId(), 'seen');
  await push(row);
  await lock(true);
  const forged = {
    ...row,
    trail: row.trail.map((one) => ({ ...one, at: '2026-01-01T00:00:00.000Z' })),
  };
  const { results } = await jsonOf<EscrowAnswer>(handOver([row, forged, { id: 7 }, 'x']));
  expect(results.map(({ kept, known }) => [kept, known])).toEqual([
    [0, 1],
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  expect((await page()).waiting.map(({ code }) => code).toSorted()).toEqual([
    'id-reused',
    'not-readable',
    'not-readable',
  ]);
});

test('what somebody wrote who has lost the way in waits, though nobody is left on the tablet (S9, S17)', async () => {
  await desk.send('PATCH', `/api/v1/people/${marta.id}`, { isActive: false });
  expect((await tablet.send('GET', '/sync/v1/stream')).status).toBe(401);
  await handOver([edit(newId(), 'before I left')]);
  expect((await page()).waiting).toMatchObject([{ code: 'unknown-author', author: marta.name }]);
});

test('an app too old for the protocol hands over in the same words, one that may push is told to (S17)', async () => {
  const row = edit(newId(), 'x');
  const refused = await handOver([row]);
  expect([refused.status, await refused.json()]).toMatchObject([
    409,
    { type: expect.stringContaining('may-push') as unknown },
  ]);
  await handOver([row], [0, 0]);
  await desk.send('PATCH', `/api/v1/devices/${deviceId}`, { places: [wardScope(newId())] });
  await handOver([edit(newId(), 'y')], [1, 1]);
  expect((await page()).waiting.map(({ code }) => code)).toEqual(['outdated-app', 'outdated-app']);
});

test('no device fills the list: beyond a bound nothing more of it is taken, and all stays on it (S17)', async () => {
  await lock(true);
  const at = '2026-05-04T08:00:00.000Z';
  await hospital.store.transaction(async (tx) => {
    for (let i = 0; i < LIMITS.escrowOfDevice; i += 1)
      tx.keepInEscrow({
        key: `k${i}`,
        device: deviceId,
        collection: 'patients',
        code: 'device-locked',
        row: '{}',
        at,
      });
  });
  const refused = await handOver([edit(newId(), 'x')]);
  expect([refused.status, await refused.text()]).toMatchObject([
    409,
    expect.stringContaining('too-much-waits') as unknown,
  ]);
});

test('a write that an author has understood waits no more, and waits again when they think again (S4, S17)', async () => {
  const id = newId<string>();
  const entry = anEntry(marta, [aChange('/name', undefined, 'Bed 1')]);
  await tablet.send('POST', '/sync/v1/push', {
    collection: 'locations',
    rows: [{ id, rev: '', trail: [entry] }],
  });
  expect((await page()).count).toBe(1);
  const [dispute] = (await hospital.store.find({ collection: 'disputes', limit: 1 })).documents;
  const say = async (before: string, after: string, more = {}): Promise<void> => {
    const row = {
      id: dispute?.id ?? '',
      rev: '',
      trail: [anEntry(marta, [aChange('/status', before, after)], more)],
    };
    await tablet.send('POST', '/sync/v1/push', { collection: 'disputes', rows: [row] });
  };
  await say('open', 'dismissed');
  expect(await page()).toMatchObject({
    count: 0,
    settled: [{ settled: { decision: 'set-aside', by: marta.name } }],
  });
  await say('dismissed', 'open', { undoes: newId() });
  expect((await page()).count).toBe(1);
});
