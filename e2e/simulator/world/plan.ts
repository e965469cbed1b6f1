import { createDice, type Dice } from './dice.ts';

const WEIGHTS = {
  edit: 62,
  'go-offline': 5,
  'go-online': 6,
  'kill-app': 3,
  'kill-server': 3,
  'fill-disk': 2,
  'clear-storage': 1.2,
  'lose-power': 1.5,
  clone: 0.6,
  'turn-clock': 2,
  'change-rights': 2,
  'decide-escrow': 2.5,
  lock: 1,
  unlock: 1.5,
  'move-window': 1.4,
  poison: 0.6,
  backup: 1,
  restore: 0.4,
  'other-release': 0.8,
  compare: 1,
  're-scope': 2,
  'open-outside': 1,
  'spoil-storage': 0.6,
} as const;
export type StepKind = keyof typeof WEIGHTS;
/** RxDB itself lives through fewer seeds than its model: more of what its storage and its end can do to it. */
export const HARSHER: Weights = { 'fill-disk': 5, 'kill-app': 4, 'spoil-storage': 0 };
type Weights = Partial<Readonly<Record<StepKind, number>>>;

/** One thing that happens to a world. Each has chance of its own, so that leaving one out changes no other. */
export interface Step {
  readonly kind: StepKind;
  /** Time since the step before; a long one is slept through. */
  readonly gapMs: number;
  readonly slot: number;
  readonly salt: number;
}
export interface Plan {
  readonly seed: number;
  readonly devices: number;
  readonly steps: readonly Step[];
}

/** What a seed does to a hospital. */
export function planOf(seed: number, devices: number, events: number, weights: Weights = {}): Plan {
  const dice = createDice(seed, 1);
  const steps = Array.from({ length: events }, (): Step => {
    const kind = dice.weighed({ ...WEIGHTS, ...weights });
    return { kind, gapMs: gapOf(dice), slot: dice.below(devices), salt: dice.below(2 ** 31) };
  });
  return { seed, devices, steps };
}

function gapOf(dice: Dice): number {
  switch (dice.weighed({ burst: 60, work: 30, pause: 8, absence: 2 })) {
    case 'burst':
      return dice.below(400);
    case 'work':
      return 400 + dice.below(3600);
    case 'pause':
      return 4000 + dice.below(36_000);
    case 'absence':
      return 60_000 + dice.below(dice.chance(0.1) ? 72 * 3_600_000 : 3_600_000);
  }
}
