import { expect, test } from 'vitest';
import type { SyncState } from '#shared/sync/sync-state.ts';
import { leaseOverWords, lockedWords, openingWords, syncWords, type Around } from './sync-words.ts';

const at = (time: string): string => `2026-11-23T${time}.000Z`;
const around: Around = { now: Date.parse(at('13:14:00')), zone: 'UTC', place: 'this tablet' };
const said = (state: SyncState): string => {
  const { first, second } = syncWords(state, around);
  return `${first} / ${second}`;
};

/** One row per state; a new state does not compile until it has its words. */
const STATES: Readonly<Record<SyncState['kind'], readonly (readonly [SyncState, string])[]>> = {
  starting: [[{ kind: 'starting' }, 'Connecting to the hospital / kept on this tablet']],
  'first-sync': [
    [
      { kind: 'first-sync', received: 1240 },
      'Loading: 1,240 records / what is here can be used now',
    ],
    [
      { kind: 'first-sync', received: 1240, of: 9800 },
      'Loading: 1,240 of 9,800 records / what is here can be used now',
    ],
  ],
  saved: [
    [{ kind: 'saved', at: at('13:13:50') }, 'All saved in the hospital / 10 s ago'],
    [{ kind: 'saved', at: at('13:10:00') }, 'All saved in the hospital / 4 min ago'],
    [{ kind: 'saved', at: at('12:10:00') }, 'All saved in the hospital / at 12:10'],
    [
      { kind: 'saved', at: '2026-11-16T12:40:00.000Z' },
      'All saved in the hospital / at Mon 16 Nov, 12:40',
    ],
  ],
  saving: [
    [{ kind: 'saving', unsent: 3 }, 'Saving 3 changes / kept on this tablet'],
    [{ kind: 'saving', unsent: 1 }, 'Saving 1 change / kept on this tablet'],
  ],
  offline: [
    [
      { kind: 'offline', since: at('07:02:00'), unsent: 0 },
      'Offline since 07:02 / nothing waiting to be sent',
    ],
    [
      { kind: 'offline', since: at('07:02:00'), unsent: 12 },
      'Offline since 07:02 / 12 changes on this tablet',
    ],
  ],
  retrying: [
    [{ kind: 'retrying', sent: 12, of: 40, tries: 2 }, 'Sending again / 12 of 40 sent, 2nd try'],
    [{ kind: 'retrying', sent: 0, of: 1, tries: 11 }, 'Sending again / 0 of 1 sent, 11th try'],
    [
      { kind: 'retrying', sent: 0, of: 1200, tries: 23 },
      'Sending again / 0 of 1,200 sent, 23rd try',
    ],
  ],
  'signed-out-device': [
    [
      { kind: 'signed-out-device', unsent: 12, handedOver: 0, isOutdated: false },
      'Sign in again / 12 changes still waiting to be sent',
    ],
    [
      { kind: 'signed-out-device', unsent: 0, handedOver: 0, isOutdated: false },
      'Sign in again / nothing waiting to be sent',
    ],
    [
      { kind: 'signed-out-device', unsent: 1, handedOver: 1, isOutdated: true },
      'Reload: this app is too old / 1 change waits for an administrator',
    ],
  ],
  'no-room': [
    [
      { kind: 'no-room', unsent: 3, at: at('13:14:30') },
      'The hospital has no room / 3 changes kept on this tablet, tried again in 30 s',
    ],
  ],
  refused: [[{ kind: 'refused', count: 2 }, '2 changes need you / kept on this tablet']],
  'storage-full': [
    [{ kind: 'storage-full', unsent: 2 }, 'Not saved: this tablet is full / keep this page open'],
  ],
  'storage-refused': [
    [{ kind: 'storage-refused' }, 'For reading only / this browser keeps nothing'],
  ],
};

test.each(Object.values(STATES).flat())('%j is said in words', (state, words) => {
  expect(said(state)).toBe(words);
});

test('"saved" is never said without where', () => {
  const firsts = Object.values(STATES).flatMap((rows) =>
    rows.map(([state]) => syncWords(state, around).first),
  );
  for (const first of firsts.filter((words) => /^(All )?saved/i.test(words)))
    expect(first).toContain('in the hospital');
});

test('only what needs a person or is not kept is read out at once', () => {
  const urgent = Object.values(STATES)
    .flatMap((rows) => rows.map(([state]) => state))
    .filter((state) => syncWords(state, around).isUrgent);
  expect(new Set(urgent.map(({ kind }) => kind))).toEqual(
    new Set(['signed-out-device', 'refused', 'storage-full', 'storage-refused']),
  );
});

test('a locked device whose replica is not open yet does not claim that nothing waits', () => {
  expect(lockedWords(null).second).toBe('');
  expect(lockedWords(12).second).toBe('12 changes still waiting to be sent');
  expect(lockedWords(12, 12).second).toBe('12 changes wait for an administrator');
});

test('too long without contact says since when, and that nothing was dropped', () => {
  const { first, second } = leaseOverWords('2026-11-16T08:00:00.000Z', 12, around);
  expect(`${first} / ${second}`).toBe(
    'Opens again when online / last contact Mon 16 Nov, 08:00, 12 changes kept',
  );
});

test('a replica that cannot be opened is a problem, one that is opening is not', () => {
  expect(openingWords(true).isUrgent).toBe(true);
  expect(openingWords(false).isUrgent).toBe(false);
});
