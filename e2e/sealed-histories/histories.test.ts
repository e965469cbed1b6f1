import fc from 'fast-check';
import { afterAll, test } from 'vitest';
import { breakDisks } from './breaking-disk.ts';
import { live } from './live.ts';
import { histories } from './plan.ts';

/** A few of the histories that `npm run faults -- histories --histories 10000 --broken 2000` lives. */
const disk = breakDisks();
afterAll(() => disk.release());

test('the sealed store answers and tells what the memory storage does', () =>
  fc.assert(
    fc.asyncProperty(histories(false), (history) => live(history, disk)),
    { numRuns: 25 },
  ));

test('after a kill or on a full disk it is as before or as after', () =>
  fc.assert(
    fc.asyncProperty(histories(true), (history) => live(history, disk)),
    { numRuns: 15 },
  ));
