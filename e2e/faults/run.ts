import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { flipBits } from './bit-flips.ts';
import { damageBodies } from './bodies.ts';
import { breakBrowsers } from './browser.ts';
import { failWrites } from './failing-writes.ts';
import { killUnderLoad } from './kills.ts';
import { liveHistories } from './histories.ts';
import { cutLog } from './wal-cuts.ts';

/** `npm run faults [-- part … --kills N …]`: the real thing, broken on purpose; every part, or those that are named. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '300' },
    cuts: { type: 'string', default: '500' },
    flips: { type: 'string', default: '500' },
    writes: { type: 'string', default: '40' },
    bodies: { type: 'string', default: '100000' },
    browsers: { type: 'string', default: '40' },
    histories: { type: 'string', default: '1000' },
    broken: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    story: { type: 'string' },
  },
});
const PARTS: Readonly<Record<string, () => Promise<readonly string[]> | readonly string[]>> = {
  cuts: () => cutLog(Number(values.cuts)),
  flips: () => flipBits(Number(values.flips)),
  writes: () => failWrites(Number(values.writes)),
  kills: () => killUnderLoad(Number(values.kills)),
  bodies: () => damageBodies(Number(values.bodies), Number(values.seed)),
  histories: () =>
    liveHistories({
      whole: Number(values.histories),
      broken: Number(values.broken),
      seed: Number(values.seed),
    }),
  browser: () =>
    breakBrowsers({
      kills: Number(values.browsers),
      seed: Number(values.seed),
      story: values.story,
    }),
};
const names = positionals.length > 0 ? positionals : Object.keys(PARTS);
let isWell = true;
for (const name of names) {
  const started = performance.now();
  const part = PARTS[name];
  const wrong = part ? await part() : [`there is no such part; there are ${Object.keys(PARTS)}`];
  for (const what of wrong.slice(0, 20)) console.error(`faults: ${name}: ${what}`);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`faults: ${name} ${wrong.length === 0 ? 'held' : 'FAILED'} in ${seconds} s`);
  isWell &&= wrong.length === 0;
}
process.exit(isWell ? 0 : 1);
