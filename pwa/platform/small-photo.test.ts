import { expect, test } from 'vitest';
import { squareIn } from './small-photo.ts';

test.each([
  ['a wide picture', 4000, 3000, { x: 500, y: 0, side: 3000 }],
  ['a tall picture', 3000, 4000, { x: 0, y: 250, side: 3000 }],
  ['a square', 100, 100, { x: 0, y: 0, side: 100 }],
])('a face is cut out of %s', (_, width, height, square) => {
  expect(squareIn({ width, height })).toEqual(square);
});
