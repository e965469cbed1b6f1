import type { Plan } from '#e2e/simulator/world/plan.ts';

/** The shortest plan found that still fails: ever smaller parts are left out for as long as it does. */
export async function shrink(
  plan: Plan,
  isFailing: (plan: Plan) => Promise<boolean>,
): Promise<Plan> {
  let { steps } = plan;
  for (let size = steps.length >> 1; size >= 1; size >>= 1)
    for (let at = 0; at < steps.length;) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)];
      if (await isFailing({ ...plan, steps: fewer })) steps = fewer;
      else at += size;
    }
  return { ...plan, steps };
}
