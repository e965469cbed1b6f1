import { live } from './world/live.ts';
import { planOf } from './world/plan.ts';
import { makeTemplate } from './server/template.ts';
import 'temporal-polyfill/global';
const template = await makeTemplate(5);
const from = Number(process.argv[2] ?? 1), n = Number(process.argv[3] ?? 1), events = Number(process.argv[4] ?? 200);
const t = process.cpuUsage(); const s = performance.now();
for (let seed = from; seed < from + n; seed++) {
  const v = await live(template, planOf(seed, 5, events));
  if (process.env['SIMC']) console.log(v.tail.length);
  if (n === 1) { console.log(v.tail.join('\n')); console.log(v.hash); }
  if (v.violations.length) console.log(seed, v.violations.slice(0, 4), v.tail.slice(-5));
}
console.log((performance.now()-s)/n, process.cpuUsage(t).user/1000/n);
