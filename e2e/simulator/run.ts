import 'temporal-polyfill/global';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PLANTED } from './planted/planted.ts';
import { shrink } from './proof/shrink.ts';
import { makeTemplate } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';
import type { Found, Job, Told } from './worker.ts';

/**
 * `npm run sim -- --seeds N [--seed S] [--devices D] [--events E] [--planted]`: lives N seeds on two processes. A seed that breaks a
 * promise is told at once, in the end with its last events, made as short as it can be, and printed as a case to keep.
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

process.exit((await (values.planted ? huntAll() : liveAll())) ? 0 : 1);

/** Gives each worker its job and hears them out. */
async function share(jobOf: (part: number) => Job, hear: (told: Told) => void): Promise<void> {
  const part = (i: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const file = join(import.meta.dirname, 'worker.ts');
      const worker = fork(file, { stdio: 'inherit', execArgv });
      worker.on('message', hear);
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
      worker.send(jobOf(i));
    });
  await Promise.all(Array.from({ length: WORKERS }, (_, i) => part(i)));
}

async function liveAll(): Promise<boolean> {
  const started = performance.now();
  let lived = 0;
  const found: Found[] = [];
  await share(
    (i) => ({ first: first + i, step: WORKERS, seeds: seeds - i, devices, events, bugs: null }),
    (told) => {
      if (told.kind === 'lived' && (lived += 1) % 500 === 0)
        console.log(`sim: ${lived} of ${seeds} seeds`);
      if (told.kind !== 'found') return;
      const { seed, violation } = told.found;
      console.log(`seed ${seed}: ${violation.invariant}: ${violation.detail}`);
      found.push(told.found);
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const rate = (seeds / seconds).toFixed(1);
  console.log(
    `sim: ${seeds} seeds, ${devices} devices, ${events} events, ${found.length} broken promises, ${seconds.toFixed(0)} s, ${rate} seeds/s`,
  );
  for (const one of found.toSorted((a, b) => a.seed - b.seed).slice(0, MOST_TOLD))
    await tellShort(one);
  return found.length === 0;
}

async function tellShort({ seed, violation, tail }: Found): Promise<void> {
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
