import { expect, test } from 'vitest';
import { asksWhenLeft, readingOfMove } from './decide-dispute.ts';
import type { Dispute, Reading } from './dispute.ts';

const reading = (value: string): Reading => ({
  value,
  by: null,
  device: null,
  at: value,
  acceptedAt: value,
  mutationId: null,
});
const left: Dispute = {
  kind: 'conflict',
  subject: { collection: 'encounters', id: 'visit' },
  path: '/stays/old/end',
  readings: { one: reading('13:10'), two: reading('13:40') },
  standing: 'one',
  status: 'open',
  openedAt: '14:00',
};

test('only an open question about the end of a stay of that visit is answered by a bed', () => {
  expect(asksWhenLeft(left, ['other', 'visit'])).toBe(true);
  expect(asksWhenLeft(left, ['other'])).toBe(false);
  expect(asksWhenLeft({ ...left, status: 'decided' }, ['visit'])).toBe(false);
  expect(asksWhenLeft({ ...left, path: '/stays/old/bedId' }, ['visit'])).toBe(false);
  expect(asksWhenLeft({ ...left, path: '/status' }, ['visit'])).toBe(false);
});

test('the reading that fits a bed ends the old stay when the new one begins', () => {
  expect(readingOfMove(left, '13:40')?.[0]).toBe('two');
  expect(readingOfMove(left, '13:50')).toBeUndefined();
  expect(readingOfMove(left, undefined)).toBeUndefined();
});
