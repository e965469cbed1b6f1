import { beforeAll, expect, test } from 'vitest';
import type { FleetDevice } from '#shared/sync/fleet.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { contactWords, enrolledWords } from './fleet-words.ts';

beforeAll(learnAll);

const NOW = Date.parse('2026-11-26T13:16:00Z');
const device: FleetDevice = {
  id: 'd1',
  name: 'T-01',
  kind: 'tablet',
  isLocked: false,
  enrolledAt: '2026-11-20T13:30:00.000Z',
  person: null,
  people: [],
  isConnected: false,
  lastContact: '2026-11-23T13:30:00.000Z',
  unsent: 0,
  oldestUnsent: null,
  appVersion: '1',
  storage: null,
  clockSkewMs: 0,
};

test('days and times of a device are those of the hospital, wherever the administrator sits', () => {
  const said = (zone: string): readonly string[] => [
    contactWords(device, { now: NOW, zone }),
    enrolledWords(device, zone),
  ];
  expect(said('Pacific/Auckland').join(' ')).toMatch(/Tue 24 Nov, 02:30 .*21 Nov 2026/);
  expect(said('America/New_York').join(' ')).toMatch(/Mon 23 Nov, 08:30 .*20 Nov 2026/);
});
