import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { flipBits } from './bit-flips.ts';
import { failWrites } from './failing-writes.ts';
import { killUnderLoad } from './kills.ts';
import { cutLog } from './wal-cuts.ts';

/** `npm run faults [-- --kills N --cuts N --flips N --writes N]`: the real server and a real file, broken on purpose. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    cuts: { type: 'string', default: '500' },
    flips: { type: 'string', default: '500' },
    writes: { type: 'string', default: '40' },
  },
});
const lost = [
  ...(await cutLog(Number(values.cuts))),
  ...(await flipBits(Number(values.flips))),
  ...failWrites(Number(values.writes)),
  ...(await killUnderLoad(Number(values.kills))),
];
for (const what of lost.slice(0, 20)) console.error(`faults: ${what}`);
process.exit(lost.length > 0 ? 1 : 0);
