import { PROTOCOL_VERSION } from '#shared/sync/protocol-version.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isMrn, mrnAt } from '#shared/domain/mrn.ts';
import { newId } from '#shared/domain/ids.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import {
  aDevice,
  aHospital,
  aPerson,
  FACILITY,
  NOW,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { createSession } from './session.ts';

let hospital: TestHospital;
beforeEach(async () => void (hospital = await aHospital()));
afterEach(() => hospital.close());

const greet = async (mrnLeft: number, more: object = {}): Promise<SessionAnswer> => {
  const open = createSession({ ...hospital, store: hospital.store, appVersion: '1' });
  const request = { protocol: [1, 1] as const, appVersion: '1', clock: NOW, mrnLeft, ...more };
  const answer = await open(hospital.device, request);
  if (!answer.ok) throw new Error(answer.error.kind);
  return answer.value;
};

test('a device is told epoch, head, place and a lease of seven days', async () => {
  expect(await greet(50)).toMatchObject({
    epoch: 'e1',
    head: 0,
    facility: FACILITY,
    scopes: ['facility'],
    leaseUntil: '2026-12-01T07:00:00.000Z',
    mrnPool: [],
  });
});

test('a pool that runs low is filled up, and no two devices get one number', async () => {
  const pools = await Promise.all([greet(19), greet(0), greet(0)]);
  expect(pools.map(({ mrnPool }) => mrnPool.length)).toEqual([31, 50, 50]);
  const all = pools.flatMap(({ mrnPool }) => mrnPool);
  expect(new Set(all).size).toBe(131);
  expect(all.every(isMrn)).toBe(true);
  expect((await greet(20)).mrnPool).toEqual([]);
});

test('a number that an import brought along is given to nobody else', async () => {
  const taken = mrnAt(100_003);
  const content = { identifiers: { m: { kind: 'mrn', value: taken } } };
  await hospital.store.bulkWrite([{ collection: 'patients', id: newId(), content }], {
    action: 'import',
    at: NOW,
    onExisting: 'keep',
    isInWindow: () => true,
  });
  const { mrnPool } = await greet(0);
  expect(mrnPool).toHaveLength(50);
  expect(mrnPool).not.toContain(taken);
});

test('who is no longer active is not named to devices', async () => {
  const gone = { ...aPerson('nurse'), isActive: false };
  const stays = aPerson('nurse');
  const open = createSession({ ...hospital, store: hospital.store, appVersion: '1' });
  const request = { protocol: [1, 1] as const, appVersion: '1', clock: NOW, mrnLeft: 50 };
  const answer = await open(aDevice([gone, stays]), request);
  expect(answer).toMatchObject({ ok: true, value: { people: [stays] } });
});

test('a protocol that is not spoken is refused, an overlapping range is not', async () => {
  const open = createSession({ ...hospital, store: hospital.store, appVersion: '1' });
  const ask = async (oldest: number, newest: number) => {
    const protocol = [oldest, newest] as const;
    const answer = await open(hospital.device, {
      protocol,
      appVersion: '1',
      clock: NOW,
      mrnLeft: 50,
    });
    return answer.ok ? answer.value.protocol : answer.error.kind;
  };
  const now = PROTOCOL_VERSION;
  expect([await ask(0, 0), await ask(1, now + 5), await ask(now + 1, now + 2)]).toEqual([
    'too-old',
    now,
    'too-new',
  ]);
});
