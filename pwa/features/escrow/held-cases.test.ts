import { expect, test } from 'vitest';
import type { EscrowEntry } from '#shared/sync/escrow.ts';
import { heldCases, heldLines } from './held-cases.ts';

function held(
  key: string,
  more: Partial<EscrowEntry> = {},
  changes: readonly unknown[] = [],
): EscrowEntry {
  return {
    key,
    code: 'device-locked',
    collection: 'patients',
    at: '2026-11-26T12:00:00.000Z',
    deviceName: 'W3-01',
    subject: { id: 'p1', patientId: 'p1' },
    patient: null,
    author: 'Marta Silva',
    entry: { at: '2026-11-26T07:00:00.000Z', changes } as never,
    hospital: null,
    settled: null,
    ...more,
  };
}

test('what one author wrote about one record on one device is decided together, in the order it was written', () => {
  const cases = heldCases([
    held('1'),
    held('2', { subject: { id: 'p2', patientId: 'p2' } }),
    held('3'),
    held('4', { author: 'Jonas Weber' }),
    held('5', { code: 'id-reused' }),
  ]);
  expect(cases.map(({ entries }) => entries.map(({ key }) => key))).toEqual([
    ['1', '3'],
    ['2'],
    ['4'],
    ['5'],
  ]);
});

test('what names no record waits alone: nobody can say that two of them belong together', () => {
  const nothing = { subject: null, entry: null, author: null };
  expect(heldCases([held('1', nothing), held('2', nothing)])).toHaveLength(2);
});

test('each field stands beside what the hospital has there now; book-keeping is left out', () => {
  const [one] = heldCases([
    held('1', { hospital: { '/comment': 'walks with a stick', '/birthDate': '1959' } }, [
      { path: '/comment', before: 'walks', after: 'in a wheelchair' },
      { path: '/birthDate', before: '1958', after: '1959' },
    ]),
    held('2', { collection: 'patients' }, []),
  ]);
  const lines = one ? heldLines(one) : [];
  expect(lines.map(({ field, isAlike }) => [field, isAlike])).toEqual([
    ['comment', false],
    ['birthDate', true],
  ]);
  expect(lines[0]).toMatchObject({
    written: { text: 'in a wheelchair' },
    hospital: { text: 'walks with a stick' },
  });
});
