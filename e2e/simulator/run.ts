import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { liveMany, tableOf } from './live-many.ts';
import { KEEPS, partsOf, weightsOf } from './parts-of.ts';
import { shrink } from './proof/shrink.ts';
import { huntPlanted } from './planted/hunt.ts';
import { makeTemplate } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';
import type { Found } from './worker.ts';

/**
 * `npm run sim -- --seeds N [--seed S] [--devices D] [--events E] [--planted] [--real memory|dexie]`: lives N seeds on two processes. A
 * seed that breaks a promise is told with its last events, made as short as it can be, and printed as a case to keep. With RxDB itself
 * a page cannot hold more than two tablets.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    devices: { type: 'string' },
    events: { type: 'string' },
    planted: { type: 'boolean', default: false },
    real: { type: 'string', default: 'model' },
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

const isGood = values.planted
  ? await huntPlanted({ first, seeds, devices, events })
  : await liveAll();
process.exit(isGood ? 0 : 1);

async function liveAll(): Promise<boolean> {
  const onLived = (lived: number): void => {
    if (lived % 500 === 0) console.log(`sim: ${lived} of ${seeds} seeds`);
  };
  const all = await liveMany({ first, seeds, devices, events, keeps: keeps ?? 'model', onLived });
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
