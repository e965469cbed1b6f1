// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { FleetDevice } from '#shared/sync/fleet.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { inOrder, judgeDevice } from './device-level.ts';
import { FleetTable } from './fleet-table.tsx';

const NOW = Date.parse('2026-11-26T13:16:00Z');
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

function aDevice(n: number, more: Partial<FleetDevice> = {}): FleetDevice {
  return {
    id: `d${n}`,
    name: `T-${String(n).padStart(2, '0')}`,
    kind: 'tablet',
    isLocked: false,
    enrolledAt: ago(9999),
    person: { id: 'p', name: 'Marta Silva' },
    people: [],
    isConnected: true,
    lastContact: ago(0.1),
    unsent: 0,
    oldestUnsent: null,
    appVersion: '1',
    storage: null,
    clockSkewMs: 0,
    ...more,
  };
}
const silent = { isConnected: false, lastContact: ago(374), unsent: 3, oldestUnsent: ago(374) };

function show(devices: readonly FleetDevice[]): void {
  const judged = inOrder(devices.map((one) => judgeDevice(one, { now: NOW, appVersion: '1' })));
  render(<FleetTable devices={judged} now={NOW} onChanged={() => undefined} />);
}
beforeAll(learnAll);
afterEach(cleanup);

test('the first red device is open, with what it means and “or more”, until somebody closes it', () => {
  show([aDevice(1), aDevice(2, silent)]);
  expect(screen.getByText(/3 changes to send when last heard from/)).toBeTruthy();
  const row = screen.getByText('T-02').closest('tr');
  expect(within(row as HTMLElement).getByText('3 or more')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Details and actions for T-02' }));
  expect(screen.queryByText(/3 changes to send/)).toBe(null);
});

test('a locked device offers to be unlocked', () => {
  show([aDevice(1, { isLocked: true })]);
  expect(screen.queryByRole('button', { name: 'Unlock' })).toBe(null);
  fireEvent.click(screen.getByRole('button', { name: 'Details and actions for T-01' }));
  expect(screen.getByRole('button', { name: 'Unlock' })).toBeTruthy();
});

test('many devices that are well stand behind a button, those that are not never do', () => {
  const well = Array.from({ length: 40 }, (_, i) => aDevice(i + 10));
  show([...well, ...Array.from({ length: 30 }, (_, i) => aDevice(i + 60, silent))]);
  expect(screen.getAllByText('Silent')).toHaveLength(30);
  expect(screen.queryByText('T-49')).toBe(null);
  fireEvent.click(screen.getByRole('button', { name: 'Show all 70' }));
  expect(screen.getByText('T-49')).toBeTruthy();
});
