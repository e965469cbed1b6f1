import { describe, expect, test } from 'vitest';
import type { FleetDevice } from '#shared/sync/fleet.ts';
import {
  inOrder,
  judgeDevice,
  sumOf,
  type DeviceState,
  type JudgedDevice,
} from './device-level.ts';

const NOW = Date.parse('2026-11-26T13:16:00Z');
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
const GB = 1e9;

function aDevice(more: Partial<FleetDevice> = {}): FleetDevice {
  return {
    id: 'd',
    name: 'W3-01',
    kind: 'tablet',
    isLocked: false,
    enrolledAt: ago(9999),
    person: null,
    people: [],
    isConnected: true,
    lastContact: ago(0.1),
    unsent: 0,
    oldestUnsent: null,
    appVersion: '1.8.2',
    storage: { used: 0.4 * GB, quota: 2 * GB, isPersisted: true },
    clockSkewMs: 1000,
    ...more,
  };
}
function judged(more: Partial<FleetDevice> = {}): JudgedDevice {
  return judgeDevice(aDevice(more), { now: NOW, appVersion: '1.8.2' });
}

describe('a device', () => {
  test.each<[string, Partial<FleetDevice>, DeviceState, string]>([
    ['that is connected and has nothing to send is in step', {}, 'in-step', 'ok'],
    ['that sends is well', { unsent: 3, oldestUnsent: ago(0.1) }, 'sending', 'ok'],
    [
      'whose browser is closed and that had sent everything is away',
      { isConnected: false, lastContact: ago(200) },
      'away',
      'ok',
    ],
    [
      'with unsent work and no word for half an hour is silent',
      { isConnected: false, lastContact: ago(31), unsent: 3, oldestUnsent: ago(40) },
      'silent',
      'red',
    ],
    [
      'with unsent work and no word for some minutes is late at most',
      { isConnected: false, lastContact: ago(9), unsent: 3, oldestUnsent: ago(9) },
      'late',
      'amber',
    ],
    [
      'that talks but does not get rid of its changes is behind',
      { unsent: 38, oldestUnsent: ago(31) },
      'behind',
      'red',
    ],
    [
      'that nobody heard of for a day wants a look',
      { isConnected: false, lastContact: ago(1500) },
      'not-heard',
      'amber',
    ],
    [
      'that is almost full is red',
      { storage: { used: 1.91 * GB, quota: 2 * GB, isPersisted: true } },
      'almost-full',
      'red',
    ],
    [
      'that is filling up is amber',
      { storage: { used: 1.7 * GB, quota: 2 * GB, isPersisted: true } },
      'filling',
      'amber',
    ],
    ['whose clock is wrong is amber, ahead', { clockSkewMs: 41 * 60_000 }, 'clock-wrong', 'amber'],
    [
      'whose clock is wrong is amber, behind',
      { clockSkewMs: -41 * 60_000 },
      'clock-wrong',
      'amber',
    ],
    ['of another version is amber', { appVersion: '1.6.9' }, 'old-version', 'amber'],
    [
      'that is locked is off, whatever else is the matter',
      {
        isLocked: true,
        unsent: 9,
        oldestUnsent: ago(900),
        isConnected: false,
        lastContact: ago(900),
      },
      'locked',
      'off',
    ],
  ])('%s', (_, more, state, level) => {
    expect(judged(more)).toMatchObject({ state, level });
  });

  test('that never said how much storage or which clock it has is not judged by them', () => {
    const never = judged({
      storage: null,
      clockSkewMs: null,
      appVersion: null,
      lastContact: null,
      isConnected: false,
    });
    expect(never).toMatchObject({ state: 'away', storagePercent: null });
    expect(judged({ storage: { used: 5, quota: 0, isPersisted: false } }).storagePercent).toBe(
      null,
    );
  });

  test('that does not talk may have more to send than it said', () => {
    expect(judged({ unsent: 3, isConnected: false, lastContact: ago(3) }).isGuess).toBe(true);
    expect(judged({ unsent: 3 }).isGuess).toBe(false);
  });
});

test('red stands first, the oldest trouble at the very top, and the well by name', () => {
  const order = inOrder([
    judged({ id: '1', name: 'W3-03' }),
    judged({ id: '2', name: 'W2-05', isLocked: true }),
    judged({ id: '3', name: 'CL-07', appVersion: '1.6.9' }),
    judged({ id: '4', name: 'ER-01', unsent: 38, oldestUnsent: ago(33) }),
    judged({
      id: '5',
      name: 'W3-02',
      unsent: 3,
      oldestUnsent: ago(374),
      isConnected: false,
      lastContact: ago(374),
    }),
    judged({ id: '6', name: 'CL-01', lastContact: ago(0.01) }),
  ]).map(({ device }) => device.name);
  expect(order).toEqual(['W3-02', 'ER-01', 'CL-07', 'CL-01', 'W3-03', 'W2-05']);
});

test('a fleet has as many unsent changes as its devices said, and more where one is silent', () => {
  const sum = sumOf([
    judged({ unsent: 3, oldestUnsent: ago(374), isConnected: false, lastContact: ago(374) }),
    judged({ unsent: 38, oldestUnsent: ago(9) }),
    judged(),
  ]);
  expect(sum).toMatchObject({
    devices: 3,
    red: 1,
    connected: 2,
    unsent: 41,
    unsentDevices: 2,
    isGuess: true,
  });
  expect(sum.oldest?.lagMs).toBe(374 * 60_000);
  expect(sumOf([judged()])).toMatchObject({ unsent: 0, isGuess: false, oldest: null });
});
