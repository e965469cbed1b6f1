import { encodeQR } from 'qr';
import { expect, test } from 'vitest';
import { newId, type PatientId } from '#shared/domain/ids.ts';
import { readScanCode, scanCodeOf } from '#shared/domain/scan-code.ts';
import { codeIn } from './read-codes.ts';

/** A code on a grey picture, so many points a module, with the corner at x, y; every tenth point is dirty. */
function seen(code: string, points: number, at: number, isDirty = false) {
  const rows = encodeQR(code, 'raw', { ecc: 'medium', border: 2 });
  const side = 480;
  const data = new Uint8ClampedArray(side * side * 4).fill(200);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const cell = rows[Math.floor((y - at) / points)]?.[Math.floor((x - at) / points)];
      const shade = cell === undefined ? 200 : cell ? 40 : 245;
      const noise = isDirty && (x * 31 + y * 17) % 10 === 0 ? 90 : 0;
      data.fill(Math.abs(shade - noise), (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  return { width: side, height: side, data };
}

test('what is printed on a wristband is read back, small, off the middle and on a dirty picture', () => {
  const id = newId<PatientId>();
  const code = scanCodeOf(id);
  expect(encodeQR(code, 'raw', { ecc: 'medium', border: 1 })).toHaveLength(27);
  for (const [points, at] of [
    [4, 20],
    [8, 150],
    [14, 40],
  ] as const)
    expect(readScanCode(codeIn(seen(code, points, at)) ?? '')).toEqual({ kind: 'person', id });
  expect(codeIn(seen(code, 10, 60, true))).toBe(code);
});

test('a picture without a code has none', () => {
  const data = new Uint8ClampedArray(480 * 480 * 4).fill(128);
  expect(codeIn({ width: 480, height: 480, data })).toBeNull();
});
