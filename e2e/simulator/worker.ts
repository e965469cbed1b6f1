import 'temporal-polyfill/global';
import { huntOne, type Hunt, type Hunted } from './planted/hunt.ts';
import { makeTemplate } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';

/** What a worker does: lives seeds from `first` in steps up to `end`, or hunts planted bugs. */
export interface Job extends Hunt {
  readonly step: number;
  readonly bugs: readonly string[] | null;
}
/** A seed that broke a promise. */
export interface Found {
  readonly seed: number;
  readonly violation: { readonly invariant: string; readonly detail: string };
  readonly tail: readonly string[];
}
export type Told =
  | { readonly kind: 'lived' }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'hunted'; readonly hunted: Hunted };
const LIVED_TWICE = 100;

function tell(told: Told): void {
  process.send?.(told);
}

async function work(job: Job): Promise<void> {
  const template = await makeTemplate(job.devices);
  for (const bug of job.bugs ?? [])
    tell({ kind: 'hunted', hunted: await huntOne(template, bug, job) });
  if (job.bugs) return;
  const { first, step, seeds, devices, events } = job;
  for (let seed = first; seed < first + seeds; seed += step) {
    const plan = planOf(seed, devices, events);
    const verdict = await live(template, plan);
    const [violation] = verdict.violations;
    const { tail } = verdict;
    if (violation) tell({ kind: 'found', found: { seed, violation, tail } });
    else if (seed % LIVED_TWICE === 0) {
      const { hash } = await live(template, plan);
      const again = { invariant: 'same-trace', detail: `${verdict.hash}, then ${hash}` };
      if (hash !== verdict.hash) tell({ kind: 'found', found: { seed, violation: again, tail } });
    }
    tell({ kind: 'lived' });
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
