import 'temporal-polyfill/global';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shrink } from './proof/shrink.ts';
import { huntPlanted } from './planted/hunt.ts';
import { makeTemplate } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';
import type { Found, Job } from './worker.ts';

/**
 * `npm run sim -- --seeds N [--seed S] [--devices D] [--events E] [--planted]`: lives N seeds on two processes. A seed that breaks a
 * promise is told with its last events, made as short as it can be, and printed as a case to keep.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    devices: { type: 'string', default: '5' },
    events: { type: 'string', default: '200' },
    planted: { type: 'boolean', default: false },
  },
});
const [seeds, first, devices, events] = [
  Number(values.seeds),
  Number(values.seed),
  Number(values.devices),
  Number(values.events),
];
const WORKERS = 2;
const MOST_TOLD = 3;
/** Errors by the thousand that nobody reads, and much that lives for one step only. */
const execArgv = ['--stack-trace-limit=0', '--max-semi-space-size=32'];

const isGood = values.planted
  ? await huntPlanted({ first, seeds, devices, events })
  : await liveAll();
process.exit(isGood ? 0 : 1);

async function liveAll(): Promise<boolean> {
  const started = performance.now();
  let lived = 0;
  const found: Found[] = [];
  const part = (i: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const job: Job = { first: first + i, step: WORKERS, end: first + seeds, devices, events };
      const worker = fork(join(import.meta.dirname, 'worker.ts'), { stdio: 'inherit', execArgv });
      worker.on('message', (told: Found | 'lived') => {
        if (told !== 'lived') found.push(told);
        else if ((lived += 1) % 500 === 0) console.log(`sim: ${lived} of ${seeds} seeds`);
      });
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
      worker.send(job);
    });
  await Promise.all(Array.from({ length: WORKERS }, (_, i) => part(i)));
  const seconds = (performance.now() - started) / 1000;
  const rate = (seeds / seconds).toFixed(1);
  console.log(
    `sim: ${seeds} seeds, ${devices} devices, ${events} events, ${found.length} broken promises, ${seconds.toFixed(0)} s, ${rate} seeds/s`,
  );
  for (const one of found.toSorted((a, b) => a.seed - b.seed).slice(0, MOST_TOLD)) await tell(one);
  return found.length === 0;
}

async function tell({ seed, violation, tail }: Found): Promise<void> {
  console.log(`\nseed ${seed}: ${violation.invariant}: ${violation.detail}\n${tail.join('\n')}`);
  if (violation.invariant === 'same-trace') return;
  const template = await makeTemplate(devices);
  const plan = planOf(seed, devices, events);
  const short = await shrink(plan, async (one) => {
    const { violations } = await live(template, one);
    return violations[0]?.invariant === violation.invariant;
  });
  console.log(`shrunk to ${short.steps.length} events:`);
  console.log(JSON.stringify({ invariant: violation.invariant, ...short }));
}
