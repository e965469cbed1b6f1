import 'temporal-polyfill/global';
import type { Faults } from './proof/faults.ts';
import { makeTemplate } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';
import { partsOf, weightsOf, type Keeps } from './parts-of.ts';

/** Which seeds a worker lives: from `first` in steps up to `end`. */
export interface Job {
  readonly first: number;
  readonly step: number;
  readonly end: number;
  readonly devices: number;
  readonly events: number;
  readonly keeps: Keeps;
}
/** A seed that broke a promise. */
export interface Found {
  readonly kind: 'found';
  readonly seed: number;
  readonly violation: { readonly invariant: string; readonly detail: string };
  readonly tail: readonly string[];
}
/** A seed that is over. */
export interface Lived {
  readonly kind: 'lived';
  readonly faults: Faults;
  readonly cpuSeconds: number;
}
const LIVED_TWICE = 100;

async function work({ first, step, end, devices, events, keeps }: Job): Promise<void> {
  let before = process.cpuUsage();
  const template = await makeTemplate(devices);
  const parts = await partsOf(keeps);
  for (let seed = first; seed < end; seed += step) {
    const plan = planOf(seed, devices, events, weightsOf(keeps));
    const { violations, tail, hash, faults } = await live(template, plan, parts);
    const [violation] = violations;
    if (violation) process.send?.({ kind: 'found', seed, violation, tail } satisfies Found);
    else if (seed % LIVED_TWICE === 0) {
      const again = await live(template, plan, parts);
      const violation = { invariant: 'same-trace', detail: `${hash}, then ${again.hash}` };
      if (again.hash !== hash)
        process.send?.({ kind: 'found', seed, violation, tail } satisfies Found);
    }
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    process.send?.({ kind: 'lived', faults, cpuSeconds: (user + system) / 1e6 } satisfies Lived);
  }
}

process.on('message', (job: Job) => {
  work(job).then(
    () => process.disconnect(),
    (cause: unknown) => {
      console.error(cause);
      process.exit(1);
    },
  );
});
