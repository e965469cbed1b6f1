import 'temporal-polyfill/global';
import { live } from './world/live.ts';
import { planOf, type Step } from './world/plan.ts';
import { makeTemplate } from './server/template.ts';
const template = await makeTemplate(5);
const seed = Number(process.argv[2]);
const plan = planOf(seed, 5, 200);
const first = await live(template, plan);
const inv = first.violations[0]?.invariant;
console.log(first.violations[0]);
let steps: readonly Step[] = plan.steps;
for (let size = steps.length >> 1; size >= 1; size >>= 1)
  for (let at = 0; at < steps.length; ) {
    const less = [...steps.slice(0, at), ...steps.slice(at + size)];
    const v = await live(template, { ...plan, steps: less });
    if (v.violations[0]?.invariant === inv) steps = less; else at += size;
  }
const v = await live(template, { ...plan, steps });
console.log(v.violations[0], steps.length);
console.log(v.tail.join('\n'));
