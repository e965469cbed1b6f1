import { beforeAll, expect, test } from 'vitest';
import { shrink } from './proof/shrink.ts';
import { PLANTED } from './planted/planted.ts';
import { makeTemplate, type Template } from './server/template.ts';
import { live } from './world/live.ts';
import { planOf, type Plan } from './world/plan.ts';
import { createWorld, REAL_PARTS } from './world/world.ts';

const DEVICES = 4;
const EVENTS = 80;
let template: Template;
beforeAll(async () => {
  template = await makeTemplate(DEVICES);
});

test('hospitals with bad lines, full tablets and dying servers keep every promise', async () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const { violations } = await live(template, planOf(seed, DEVICES, EVENTS));
    expect(violations, `seed ${seed}`).toEqual([]);
  }
});

test('one seed is one history', async () => {
  const [first, again] = [
    await live(template, planOf(42, DEVICES, EVENTS)),
    await live(template, planOf(42, DEVICES, EVENTS)),
  ];
  expect(again.hash()).toBe(first.hash());
  expect((await live(template, planOf(43, DEVICES, EVENTS))).hash()).not.toBe(first.hash());
});

test('a server that is dead when its world ends takes no other with it', () => {
  const world = createWorld(template, 1, REAL_PARTS);
  world.hospital.kill();
  world.end();
  const next = createWorld(template, 2, REAL_PARTS);
  expect(next.hospital.life()).not.toBeNull();
  next.end();
});

test('a trail that is not emptied is found, and the plan that shows it gets short', async () => {
  const parts = PLANTED['the trail is not emptied'];
  const isFailing = async (plan: Plan): Promise<boolean> =>
    (await live(template, plan, parts?.())).violations.length > 0;
  let found: Plan | null = null;
  for (let seed = 1; seed <= 10 && !found; seed += 1) {
    const plan = planOf(seed, DEVICES, 40);
    if (await isFailing(plan)) found = plan;
  }
  if (!found) throw new Error('ten seeds did not find the planted mistake');
  const short = await shrink(found, isFailing);
  // Which history is found first moves with every change of timing; a plan of a few steps is what a person can read.
  expect(short.steps.length).toBeLessThan(found.steps.length / 5);
});
