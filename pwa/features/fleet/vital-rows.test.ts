import { expect, test } from 'vitest';
import { VITAL_BOUNDS, type VitalRow } from '#shared/sync/fleet.ts';
import { barsOf, firstSlowBar, isSlow, rowsOf, VITALS } from './vital-rows.ts';

function aRow(more: Partial<VitalRow> = {}): VitalRow {
  return {
    name: 'INP',
    deviceKind: 'tablet',
    appVersion: '1.9.0',
    samples: 10,
    p50: 20,
    p75: 40,
    p98: 90,
    counts: [],
    ...more,
  };
}

test('there is a bar for each bound and one beyond, the tallest is whole, and one sample is seen among thousands', () => {
  const bars = barsOf([5000, 1, 0]);
  expect(bars).toHaveLength(VITAL_BOUNDS.length + 1);
  expect(bars.slice(0, 4)).toEqual([1, 0.08, 0, 0]);
  expect(barsOf([])).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

test('the newest version stands first, 1.10 after 1.9 in time and before it in the table', () => {
  const rows = [
    aRow({ appVersion: '1.9.0', deviceKind: 'phone' }),
    aRow({ appVersion: '1.9.0' }),
    aRow({ appVersion: '1.10.0', deviceKind: 'desktop' }),
    aRow({ name: 'LCP' }),
  ];
  expect(
    rowsOf('INP', rows).map(({ appVersion, deviceKind }) => `${appVersion} ${deviceKind}`),
  ).toEqual(['1.10.0 desktop', '1.9.0 tablet', '1.9.0 phone']);
});

test('an answer within 100 ms in 98 of 100 is quick, and the bars beyond it are the slow ones', () => {
  const inp = VITALS[2];
  expect(isSlow(aRow({ p98: 100 }), inp)).toBe(false);
  expect(isSlow(aRow({ p98: 101 }), inp)).toBe(true);
  expect(firstSlowBar(inp.limit)).toBe(2);
  expect(firstSlowBar(99_999)).toBe(VITAL_BOUNDS.length);
});
