import { expect, test } from 'vitest';
import { liveMany, tableOf, type Many } from './live-many.ts';

/** RxDB itself, with the app's own sync, under everything that the simulator does to a hospital and its tablets. */
const PATIENCE_MS = 240_000;
async function keepsEveryPromise(many: Many): Promise<void> {
  const { found, faults, cpuSeconds } = await liveMany(many);
  const { keeps, seeds, devices, events } = many;
  console.log(
    `RxDB over ${keeps}: ${seeds} seeds, ${devices} devices, ${events} events, ${cpuSeconds.toFixed(0)} s of processor time\n${tableOf(faults)}`,
  );
  expect(found.map(({ seed, violation }) => ({ seed, ...violation }))).toEqual([]);
  // A seed without its faults proves nothing; only what the model keeps can be spoilt behind its back (`compare.test.ts` does it to RxDB).
  const never = Object.entries(faults).filter(([, count]) => count === 0);
  expect(never.map(([name]) => name)).toEqual(['storage shows what was, or nothing']);
}

test('RxDB in memory keeps every promise', { timeout: PATIENCE_MS }, () =>
  keepsEveryPromise({ keeps: 'memory', first: 1, seeds: 200, devices: 2, events: 30 }),
);

test('RxDB over IndexedDB keeps every promise', { timeout: PATIENCE_MS }, () =>
  keepsEveryPromise({ keeps: 'dexie', first: 1, seeds: 50, devices: 2, events: 30 }),
);
