// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { learnAll } from '#pwa/i18n/t.ts';
import { FarNote } from './far-note.tsx';

beforeEach(async () => {
  await learnAll();
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00.000Z'), toFake: ['Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
const saidOf = (day: string, isBooked: boolean): string => {
  const { container } = render(<FarNote day={day} isBooked={isBooked} />);
  const text = container.textContent ?? '';
  cleanup();
  return text;
};

test('a day further ahead than devices hold says that nobody knows here whether a time is free', () => {
  expect(saidOf('2027-12-01', false)).toBe(
    'Further ahead than this device holds bookings. Whether a time is free there, the hospital says when it is booked.',
  );
  for (const day of ['2026-11-24', '2027-05-23', '']) expect(saidOf(day, false)).toBe('');
});

test('what is booked there says where it can be seen, and from when on', () => {
  expect(saidOf('2027-12-01', true)).toBe(
    'Further ahead than this device holds bookings. It stays here until tonight. Afterwards it is in the person’s chart, under Appointments, while there is a network; from 4 Jun 2027 on it is on every device.',
  );
});
