import { expect, test } from 'vitest';
import { storedVitals, vitalRows } from './vitals.ts';

const ack = (vitals: readonly { name: 'LCP' | 'CLS'; value: number; where: string }[]) => ({
  checkpoints: {},
  unsent: 0,
  oldestUnsent: null,
  storage: null,
  appVersion: '1',
  kind: 'tablet' as const,
  clock: '2026-05-04T08:00:00.000Z',
  vitals,
});

test('figures become one distribution per name, device kind and version', () => {
  const vitals = Array.from({ length: 100 }, (_, n) => ({
    name: 'LCP' as const,
    value: n + 1,
    where: '/',
  }));
  const stored = storedVitals(ack(vitals), '2026-05-04T08:00:00.000Z');
  expect(vitalRows(stored)).toEqual([
    {
      name: 'LCP',
      deviceKind: 'tablet',
      appVersion: '1',
      samples: 100,
      p50: 50,
      p75: 75,
      p98: 98,
      counts: [50, 50, 0, 0, 0, 0, 0, 0],
    },
  ]);
});

test('a shift of the layout is counted in thousandths, and nonsense is not counted', () => {
  const vitals = [0.05, Number.NaN, -1, Number.POSITIVE_INFINITY].map((value) => ({
    name: 'CLS' as const,
    value,
    where: '/patients/:id',
  }));
  const stored = storedVitals(ack(vitals), '2026-05-04T08:00:00.000Z');
  expect(stored.map(({ value }) => value)).toEqual([50]);
  expect(JSON.stringify(stored)).not.toContain('patients');
});
