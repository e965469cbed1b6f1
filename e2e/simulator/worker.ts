import 'temporal-polyfill/global';
import { partsOf, weightsOf, type Keeps } from './parts-of.ts';
import { huntOne, type Hunt, type Hunted } from './planted/hunt.ts';
import type { Faults } from './proof/faults.ts';
import { makeTemplate } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';

/** What a worker does: lives seeds from `first` in steps, or hunts planted bugs. */
export interface Job extends Hunt {
  readonly step: number;
  readonly keeps: Keeps;
  readonly bugs: readonly string[] | null;
}
/** A seed that broke a promise. */
export interface Found {
  readonly seed: number;
  readonly violation: { readonly invariant: string; readonly detail: string };
  readonly tail: readonly string[];
}
/** A seed that is over. */
interface Lived {
  readonly kind: 'lived';
  readonly faults: Faults;
  readonly cpuSeconds: number;
}
export type Told =
  | Lived
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'hunted'; readonly hunted: Hunted };
const LIVED_TWICE = 100;

function tell(told: Told): void {
  process.send?.(told);
}

async function work(job: Job): Promise<void> {
  let before = process.cpuUsage();
  const template = await makeTemplate(job.devices);
  for (const bug of job.bugs ?? [])
    tell({ kind: 'hunted', hunted: await huntOne(template, bug, job) });
  if (job.bugs) return;
  const { first, step, seeds, devices, events, keeps } = job;
  const parts = await partsOf(keeps);
  for (let seed = first; seed < first + seeds; seed += step) {
    const plan = planOf(seed, devices, events, weightsOf(keeps));
    const { violations, tail, hash, faults } = await live(template, plan, parts);
    const [violation] = violations;
    if (violation) tell({ kind: 'found', found: { seed, violation, tail } });
    else if (seed % LIVED_TWICE === 0) {
      const first = hash();
      const again = (await live(template, plan, parts)).hash();
      const other = { invariant: 'same-trace', detail: `${first}, then ${again}` };
      if (again !== first) tell({ kind: 'found', found: { seed, violation: other, tail } });
    }
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    tell({ kind: 'lived', faults, cpuSeconds: (user + system) / 1e6 });
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
