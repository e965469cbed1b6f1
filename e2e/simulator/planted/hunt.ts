import { performance } from 'node:perf_hooks';
import { makeTemplate } from '#e2e/simulator/server/template.ts';
import { live } from '#e2e/simulator/world/live.ts';
import { planOf } from '#e2e/simulator/world/plan.ts';
import { PLANTED } from './planted.ts';

interface Hunt {
  readonly first: number;
  /** How many seeds each bug may survive. */
  readonly seeds: number;
  readonly devices: number;
  readonly events: number;
}

/** Plants one known mistake after the other and looks which seed finds it; true if none was missed. */
export async function huntPlanted({ first, seeds, devices, events }: Hunt): Promise<boolean> {
  const template = await makeTemplate(devices);
  let missed = 0;
  console.log(`${'planted bug'.padEnd(40)}${'seed'.padEnd(7)}${'s'.padEnd(7)}found by`);
  for (const [name, parts] of Object.entries(PLANTED)) {
    const started = performance.now();
    let line = 'MISSED';
    for (let seed = first; seed < first + seeds && line === 'MISSED'; seed += 1) {
      const { violations } = await live(template, planOf(seed, devices, events), parts());
      const [violation] = violations;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      if (violation) line = `${String(seed).padEnd(7)}${seconds.padEnd(7)}${violation.invariant}`;
    }
    if (line === 'MISSED') missed += 1;
    console.log(name.padEnd(40) + line);
  }
  const count = Object.keys(PLANTED).length;
  console.log(`sim: ${count - missed} of ${count} planted bugs found`);
  return missed === 0;
}
