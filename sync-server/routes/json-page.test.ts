import { expect, test } from 'vitest';
import { codingFor } from './json-page.ts';

const SMALL = 6000;
const LARGE = 600_000;

test.each([
  ['gzip, deflate, br, zstd', SMALL, 'br'],
  ['gzip, deflate, br, zstd', LARGE, 'zstd'],
  ['gzip, deflate, br', LARGE, 'br'],
  ['gzip, deflate', SMALL, 'gzip'],
  ['GZIP;q=0.5', LARGE, 'gzip'],
  ['zstd;q=0, gzip;q=0.8', LARGE, 'gzip'],
  ['br; q=0.000', SMALL, null],
  ['deflate', LARGE, null],
  ['identity', LARGE, null],
  ['', LARGE, null],
  [undefined, LARGE, null],
  ['gzip, br, zstd', 100, null],
])('who accepts %j gets a page of %i bytes as %j', (accepted, bytes, coding) => {
  expect(codingFor(accepted, bytes)).toBe(coding);
});
