import { expect, test } from 'vitest';
import type { SyncState } from '#shared/sync/sync-state.ts';
import type { LineStatus } from './line.ts';
import { syncStateOf, type StateInputs } from './sync-state-of.ts';

const at = '2026-11-24T07:02:00.000Z';
const line = (kind: LineStatus['kind']): LineStatus => ({
  kind,
  lastContact: at,
  downSince: kind === 'up' ? null : at,
  tries: 1,
});
const base: StateInputs = {
  line: line('up'),
  unsent: 0,
  isKept: true,
  isFull: false,
  refused: 0,
  firstSync: null,
  resend: null,
  refusedLine: null,
  noRoom: null,
  startedAt: at,
};

test.each<[string, Partial<StateInputs>, SyncState]>([
  ['nothing waits on a good line', {}, { kind: 'saved', at }],
  ['something waits on a good line', { unsent: 3 }, { kind: 'saving', unsent: 3 }],
  [
    'the line is down',
    { line: line('down'), unsent: 12 },
    { kind: 'offline', since: at, unsent: 12 },
  ],
  ['not yet known', { line: line('connecting') }, { kind: 'starting' }],
  ['the first sync goes on', { firstSync: 400 }, { kind: 'first-sync', received: 400 }],
  [
    'what waited offline is being sent',
    { resend: { sent: 12, of: 40, tries: 2 }, unsent: 29 },
    { kind: 'retrying', sent: 12, of: 40, tries: 2 },
  ],
  ['a change was refused', { refused: 2, unsent: 1 }, { kind: 'refused', count: 2 }],
  [
    'the hospital does not know this device',
    { line: line('refused'), unsent: 1 },
    { kind: 'signed-out-device', unsent: 1, handedOver: 0, isOutdated: false },
  ],
  [
    'the hospital turned the device away and keeps what waits for a person',
    { line: line('refused'), unsent: 2, refusedLine: { handedOver: 3, isOutdated: true } },
    { kind: 'signed-out-device', unsent: 2, handedOver: 2, isOutdated: true },
  ],
  ['the hospital has no room', { unsent: 3, noRoom: at }, { kind: 'no-room', unsent: 3, at }],
  [
    'the tablet is full, though offline too',
    { isFull: true, line: line('down'), unsent: 4 },
    { kind: 'storage-full', unsent: 4 },
  ],
  ['the browser keeps nothing', { isKept: false, line: line('down') }, { kind: 'storage-refused' }],
])('when %s, the mark says so', (_, input, state) => {
  expect(syncStateOf({ ...base, ...input })).toEqual(state);
});
