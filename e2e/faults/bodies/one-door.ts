import 'temporal-polyfill/global';
import { setTimeout as sleep } from 'node:timers/promises';
import { DOORS, type Door } from './good-bodies.ts';
import { sendBodies } from './send-bodies.ts';

/** One door in a process of its own, which measures what it holds: prints what became of the requests as one line of JSON. */
const [name, bodies = '1000', seed = '1'] = process.argv.slice(2);
const door: Door = DOORS.find((one) => one === name) ?? 'push';
const held: number[] = [];
const COLLECTIONS = 4;
const SETTLE_MS = 50;
const { gc } = globalThis;
const report = await sendBodies({
  bodies: { [door]: Number(bodies) },
  seed: Number(seed),
  onMoment: async () => {
    // What a request leaves to be finalised goes with the next collection.
    for (let i = 0; i < COLLECTIONS; i += 1) {
      void gc?.();
      await sleep(SETTLE_MS);
    }
    const { heapUsed, external } = process.memoryUsage();
    held.push(heapUsed + external);
  },
});
const [warm = 0, done = 0] = held;
console.log(
  JSON.stringify({ tally: [...report.tally], wrong: report.wrong, grownBytes: done - warm }),
);
