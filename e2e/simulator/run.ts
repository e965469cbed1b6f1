import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { bookOffline } from './desks/desks.ts';
import { liveMany, share, tableOf, WORKERS } from './live-many.ts';
import { KEEPS, partsOf, weightsOf } from './parts-of.ts';
import { PLANTED } from './planted/planted.ts';
import { shrink } from './proof/shrink.ts';
import { makeTemplate } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';
import type { Found } from './worker.ts';

/**
 * `npm run sim -- --seeds N [--seed S] [--devices D] [--events E] [--planted] [--real memory|dexie|sealed]`: lives N seeds on two processes. A
 * seed that breaks a promise is told at once, in the end with its last events, made as short as it can be, and printed as a case to keep. With RxDB itself
 * a page cannot hold more than two tablets. `--desks N [--bookings B]` is another world: desks that book the same times offline.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    devices: { type: 'string' },
    events: { type: 'string' },
    planted: { type: 'boolean', default: false },
    real: { type: 'string', default: 'model' },
    desks: { type: 'string' },
    bookings: { type: 'string', default: '10000' },
  },
});
const isReal = values.real !== 'model';
const [seeds, first, devices, events] = [
  Number(values.seeds),
  Number(values.seed),
  Number(values.devices ?? (isReal ? 2 : 5)),
  Number(values.events ?? (isReal ? 40 : 200)),
];
const keeps = KEEPS.find((one) => one === values.real);
if (!keeps) throw new Error(`--real takes ${KEEPS.join(', ')}`);
const MOST_TOLD = 3;

process.exit((await (values.desks ? bookAll() : values.planted ? huntAll() : liveAll())) ? 0 : 1);

/** `--desks N [--bookings B] [--seed S]`: desks book the same times without a network; true if each time has one winner. */
async function bookAll(): Promise<boolean> {
  const [desks, bookings] = [Number(values.desks), Number(values.bookings)];
  const started = performance.now();
  const report = await bookOffline({ seed: first, desks, bookings });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `desks: ${desks} desks offline, ${bookings} bookings for ${report.times} times: ${report.confirmed} confirmed, ${report.lost} on the re-book list, ${report.moved} of them moved to a time they were offered, ${report.broken.length} broken promises, ${seconds} s`,
  );
  for (const line of report.broken.slice(0, 20)) console.log(line);
  return report.broken.length === 0;
}

async function liveAll(): Promise<boolean> {
  const onLived = (lived: number): void => {
    if (lived % 500 === 0) console.log(`sim: ${lived} of ${seeds} seeds`);
  };
  const onFound = ({ seed, violation }: Found): void =>
    console.log(`seed ${seed}: ${violation.invariant}: ${violation.detail}`);
  const kept = keeps ?? 'model';
  const all = await liveMany({ first, seeds, devices, events, keeps: kept, onLived, onFound });
  const rate = (seeds / all.seconds).toFixed(1);
  console.log(
    `sim: ${seeds} seeds, ${devices} devices, ${events} events, ${all.found.length} broken promises, ${all.seconds.toFixed(0)} s, ${all.cpuSeconds.toFixed(0)} s of processor time, ${rate} seeds/s`,
  );
  console.log(tableOf(all.faults));
  for (const one of all.found.slice(0, MOST_TOLD)) await tell(one);
  return all.found.length === 0;
}

async function tell({ seed, violation, tail }: Found): Promise<void> {
  console.log(`\nseed ${seed}: ${violation.invariant}: ${violation.detail}\n${tail.join('\n')}`);
  if (violation.invariant === 'same-trace') return;
  const template = await makeTemplate(devices);
  const parts = await partsOf(keeps ?? 'model');
  const plan = planOf(seed, devices, events, weightsOf(keeps ?? 'model'));
  const short = await shrink(plan, async (one) => {
    const { violations } = await live(template, one, parts);
    return violations[0]?.invariant === violation.invariant;
  });
  console.log(`shrunk to ${short.steps.length} events:`);
  console.log(JSON.stringify({ invariant: violation.invariant, ...short }));
}

/** Plants one known mistake after the other; true if none was missed. */
async function huntAll(): Promise<boolean> {
  const started = performance.now();
  const bugs = Object.keys(PLANTED);
  let found = 0;
  console.log(`${'planted bug'.padEnd(42)}${'seed'.padEnd(7)}${'s'.padEnd(7)}found by`);
  await share(
    (i) => ({
      first,
      step: 1,
      seeds,
      devices,
      events,
      keeps: 'model',
      bugs: bugs.filter((_, at) => at % WORKERS === i),
    }),
    (told) => {
      if (told.kind !== 'hunted') return;
      const { bug, seed, seconds, foundBy } = told.hunted;
      if (seed !== null) found += 1;
      console.log(
        `${bug.padEnd(42)}${String(seed ?? '').padEnd(7)}${seconds.toFixed(1).padEnd(7)}${foundBy}`,
      );
    },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`sim: ${found} of ${bugs.length} planted bugs found in ${seconds} s`);
  return found === bugs.length;
}
