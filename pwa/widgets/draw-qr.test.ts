import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { checkInCode, readCheckInCode } from '#shared/domain/check-in-code.ts';
import { newId } from '#shared/domain/ids.ts';
import { drawQr } from './draw-qr.ts';

/** The path as a camera would see it: so many pixels to a square. */
function photographed({ path, side }: ReturnType<typeof drawQr>, zoom = 4) {
  const width = side * zoom;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x = '', y = ''] of path.matchAll(/M(\d+) (\d+)h/g))
    for (let n = 0; n < zoom * zoom; n += 1) {
      const [px, py] = [Number(x) * zoom + (n % zoom), Number(y) * zoom + Math.floor(n / zoom)];
      data.set([0, 0, 0], (py * width + px) * 4);
    }
  return { width, height: width, data };
}

test('a scanner reads the appointment off the slip, and nothing of the person', () => {
  const id = newId<string>();
  const text = decodeQR(photographed(drawQr(checkInCode(id))));
  expect(text).toBe(checkInCode(id));
  expect(readCheckInCode(text)).toBe(id);
  expect(text.length).toBe(40);
});
