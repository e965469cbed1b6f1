import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aJpeg } from '#server/testing/a-jpeg.ts';
import { readJpeg } from './read-jpeg.ts';

test('a JPEG says how large its picture is', () => {
  expect(readJpeg(aJpeg({ side: 320 }))).toEqual({ width: 320, height: 320 });
  expect(readJpeg(aJpeg({ side: 0 }))).toBeNull();
});

test.each([
  ['place, time and camera (Exif)', 0xe1],
  ['a newsroom’s notes', 0xed],
  ['a comment', 0xfe],
])('a picture with %s in it is not taken', (_, marker) => {
  expect(readJpeg(aJpeg({ notes: [marker] }))).toBeNull();
});

test('colours are no notes', () => {
  expect(readJpeg(aJpeg({ notes: [0xe2, 0xee] }))).not.toBeNull();
});

test('one that was cut off before its picture, another kind of file, and rubbish are none', () => {
  const whole = aJpeg();
  const start = whole.findIndex((byte, i) => byte === 0xff && whole[i + 1] === 0xda);
  for (let length = 0; length < start + 4; length += 1)
    expect(readJpeg(whole.subarray(0, length))).toBeNull();
  expect(readJpeg(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (tail) => {
      const read = readJpeg(new Uint8Array([0xff, 0xd8, ...tail]));
      expect(read === null || (read.width > 0 && read.height > 0)).toBe(true);
    }),
  );
});
