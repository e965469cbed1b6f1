import 'temporal-polyfill/global';
import { makeTemplate } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';

/** Which seeds a worker lives: from `first` in steps up to `end`. */
export interface Job {
  readonly first: number;
  readonly step: number;
  readonly end: number;
  readonly devices: number;
  readonly events: number;
}
/** A seed that broke a promise. */
export interface Found {
  readonly seed: number;
  readonly violation: { readonly invariant: string; readonly detail: string };
  readonly tail: readonly string[];
}
const LIVED_TWICE = 100;

async function work({ first, step, end, devices, events }: Job): Promise<void> {
  const template = await makeTemplate(devices);
  for (let seed = first; seed < end; seed += step) {
    const plan = planOf(seed, devices, events);
    const verdict = await live(template, plan);
    const [violation] = verdict.violations;
    const { tail } = verdict;
    if (violation) process.send?.({ seed, violation, tail } satisfies Found);
    else if (seed % LIVED_TWICE === 0) {
      const { hash } = await live(template, plan);
      const detail = `${verdict.hash}, then ${hash}`;
      if (hash !== verdict.hash)
        process.send?.({ seed, violation: { invariant: 'same-trace', detail }, tail });
    }
    process.send?.('lived');
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
