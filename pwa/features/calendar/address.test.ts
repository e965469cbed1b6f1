import { expect, test } from 'vitest';
import { hrefOf } from './address.ts';

const shown = { view: 'day', day: '2026-11-23', clinicId: null, side: 'practitioner' } as const;

test('an address says only what differs from today by clinician', () => {
  expect(hrefOf(shown, '2026-11-23')).toBe('/calendar');
  expect(hrefOf({ ...shown, view: 'week', side: 'room' }, '2026-11-24')).toBe(
    '/calendar/week?day=2026-11-23&by=room',
  );
  expect(hrefOf({ ...shown, view: 'month', clinicId: 'c' }, '2026-11-23')).toBe(
    '/calendar/month?clinic=c',
  );
});
