import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importedId, newId, type PatientId } from './ids.ts';
import { readScanCode, scanCodeOf } from './scan-code.ts';

const ids = fc.oneof(
  fc.string().map((text) => importedId<PatientId>('s', 'Patient', text)),
  fc.integer().map(() => newId<PatientId>()),
);

test('a code is 41 figures and finds its person again', () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(scanCodeOf(id)).toMatch(/^\d{41}$/);
      expect(readScanCode(scanCodeOf(id))).toEqual({ kind: 'person', id });
    }),
  );
});

test('one figure read wrong, or two neighbours swapped, is never another person', () => {
  fc.assert(
    fc.property(ids, fc.nat(40), fc.integer({ min: 1, max: 9 }), (id, at, more) => {
      const code = scanCodeOf(id);
      const wrong = [...code];
      wrong[at] = String((Number(wrong[at]) + more) % 10);
      expect(readScanCode(wrong.join(''))).toEqual({ kind: 'misread' });
      const swapped = [...code];
      [swapped[at], swapped[at + 1]] = [swapped[at + 1] ?? '', swapped[at] ?? ''];
      const read = readScanCode(swapped.join(''));
      expect(read.kind === 'misread' || swapped.join('') === code).toBe(true);
    }),
  );
});

test.each([
  '1048827',
  'T-0A1B-0001',
  '4006381333931',
  '',
  'https://example.org/x',
  '9'.repeat(40),
  `${'1'.repeat(40)}x`,
])('%s is no code of a wristband', (text) => {
  expect(readScanCode(text)).toEqual({ kind: 'foreign' });
});

test('figures that are no id of a record are misread', () => {
  expect(readScanCode('9'.repeat(41)).kind).toBe('misread');
  expect(readScanCode(`${'0'.repeat(39)}98`).kind).toBe('misread');
});
