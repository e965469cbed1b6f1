import { performance } from 'node:perf_hooks';
import type { Template } from '#e2e/simulator/server/template.ts';
import { live } from '#e2e/simulator/world/live.ts';
import { planOf } from '#e2e/simulator/world/plan.ts';
import { PLANTED } from './planted.ts';

export interface Hunt {
  readonly first: number;
  /** How many seeds a bug may survive. */
  readonly seeds: number;
  readonly devices: number;
  readonly events: number;
}
/** What became of a planted bug; without a seed it was missed. */
export interface Hunted {
  readonly bug: string;
  readonly seed: number | null;
  readonly seconds: number;
  readonly foundBy: string;
}

/** Plants one known mistake and looks which seed finds it. */
export async function huntOne(template: Template, bug: string, hunt: Hunt): Promise<Hunted> {
  const { first, seeds, devices, events } = hunt;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  for (let seed = first; seed < first + seeds; seed += 1) {
    const plan = planOf(seed, devices, events);
    const [violation] = (await live(template, plan, PLANTED[bug]?.())).violations;
    if (!violation) continue;
    // A seed that breaks a promise by itself has found nothing.
    const [own] = (await live(template, plan)).violations;
    if (!own) return { bug, seed, seconds: seconds(), foundBy: violation.invariant };
  }
  return { bug, seed: null, seconds: seconds(), foundBy: 'MISSED' };
}
