import { checkAtRest, checkCompared } from '#e2e/simulator/proof/at-rest.ts';
import type { Faults } from '#e2e/simulator/proof/faults.ts';
import { checkNoHole } from '#e2e/simulator/proof/no-hole.ts';
import type { Violation } from '#e2e/simulator/proof/oracle.ts';
import type { Template } from '#e2e/simulator/server/template.ts';
import { createDice } from './dice.ts';
import { CALM, type Weather } from './network.ts';
import { bringToServed } from './other-versions.ts';
import type { Plan } from './plan.ts';
import { perform } from './steps.ts';
import { createWorld, REAL_PARTS, type Parts, type World } from './world.ts';

/** What became of a plan. */
export interface Verdict {
  readonly violations: readonly Violation[];
  /** Of everything that happened: the same plan gives the same one. Made when it is asked for. */
  readonly hash: () => string;
  readonly tail: readonly string[];
  readonly faults: Faults;
}
const SLEPT_THROUGH_MS = 45_000;
const HEALED_WITHIN_MS = 30_000;
const COMPARED_WITHIN_MS = 10_000;
const LATEST_MS = 72 * 3_600_000;
const LOOKED_AT_EVERY = 7;
/** How often nothing is to be mended. */
const COMPARED_ANYWAY = 0.1;

/** Lives a plan from its first step until everybody has been in step for a while. */
export async function live(
  template: Template,
  plan: Plan,
  parts: Parts = REAL_PARTS,
): Promise<Verdict> {
  const world = createWorld(template, plan.seed, parts);
  const { oracle, time } = world;
  try {
    world.weather = weatherOf(plan.seed);
    await time.runUntil(time.now() + 3000);
    for (const [i, step] of plan.steps.entries()) {
      if (step.gapMs > SLEPT_THROUGH_MS) await time.leap(step.gapMs);
      else await time.runUntil(time.now() + step.gapMs);
      perform(world, step);
      await time.runUntil(time.now());
      const looked = world.slots[i % world.slots.length];
      if (i % LOOKED_AT_EVERY === 0 && looked) checkNoHole(world, looked);
      if (oracle.violations.length > 0) break;
    }
    if (oracle.violations.length === 0) await heal(world);
    // What was held up for days arrives now, when everybody has long agreed.
    if (oracle.violations.length === 0 && world.dice.chance(0.2)) {
      await time.leap(LATEST_MS);
      await heal(world);
    }
    return {
      violations: oracle.violations,
      hash: world.hash,
      tail: [...world.tail()],
      faults: world.faults(),
    };
  } finally {
    for (const slot of world.slots) world.stop(slot);
    world.end();
  }
}

/** Every line is up, every tablet on, somebody is allowed to use it: within half a minute all must agree. */
async function heal(world: World): Promise<void> {
  const { time, hospital, oracle, slots, template } = world;
  world.weather = CALM;
  world.note('— heal');
  const life = hospital.letLive();
  for (const slot of slots) {
    slot.isOnline = true;
    slot.fullUntil = 0;
    bringToServed(slot);
    slot.callsLeft = Infinity;
    slot.writesLeft = Infinity;
    await life.devices.change(slot.device, { isLocked: false });
    const [somebody] = template.people;
    if (!somebody) throw new Error('broken promise: nobody works here');
    await life.people.change(somebody.id, { isActive: true });
    await life.devices.enrol(slot.device, somebody.id);
    if (!slot.process) world.start(slot);
    slot.process?.wake();
  }
  await time.runUntil(time.now() + HEALED_WITHIN_MS);
  for (const slot of slots) {
    const waiting = slot.process?.waiting() ?? -1;
    if (waiting !== 0)
      oracle.report('liveness', `${waiting} changes still wait on device ${slot.index}`);
  }
  if (oracle.violations.length > 0) return;
  const rest = {
    oracle,
    hospital: world.view,
    now: time.now(),
    devices: slots.map(({ device }) => device),
    disks: slots.map(({ disk }) => disk),
    poisoned: [...world.poisoned.values()],
  };
  checkAtRest(rest);
  const isSpoilt = rest.disks.some(({ spoilt }) => spoilt.size > 0);
  if (oracle.violations.length > 0 || !(isSpoilt || world.dice.chance(COMPARED_ANYWAY))) return;
  for (const slot of slots) {
    // An older release compares nothing.
    slot.speech = 'now';
    slot.process?.compare();
  }
  await time.runUntil(time.now() + COMPARED_WITHIN_MS);
  checkCompared(rest);
}

/** Some hospitals have a good network, some have none to speak of. */
function weatherOf(seed: number): Weather {
  const dice = createDice(seed, 5);
  const kind = dice.weighed({ calm: 1, usual: 3, storm: 2 });
  if (kind === 'calm') return CALM;
  const scale = kind === 'storm' ? 4 : 1;
  const upTo = (chance: number): number => dice.next() * chance * scale;
  return {
    dropRequest: upTo(0.012),
    dropAnswer: upTo(0.015),
    cutRequest: upTo(0.006),
    cutAnswer: upTo(0.006),
    twice: upTo(0.02),
    late: upTo(0.004),
    cutStream: upTo(0.01),
    stallStream: upTo(0.01),
    slowestMs: 20 + dice.below(dice.chance(0.2) ? 4000 : 300),
  };
}
