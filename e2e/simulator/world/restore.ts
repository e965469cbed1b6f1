import type { Dice } from './dice.ts';
import { whileRestoring } from '#e2e/simulator/proof/lost-by-restore.ts';
import type { Slot, World } from './world.ts';

const KEPT = 3;

/** The night's backup; an older one is kept for a while. */
export function backUp({ hospital, backups }: World): void {
  const image = hospital.backup();
  if (image) backups.unshift(image);
  backups.length = Math.min(backups.length, KEPT);
}

/** The hospital's machine is gone: it goes on from one of the last backups. */
export function restore(world: World, _: Slot, dice: Dice): void {
  const { hospital, backups, oracle, view, slots } = world;
  if (backups.length === 0) return;
  const backup = dice.pick(backups);
  whileRestoring(
    oracle,
    view,
    slots.map(({ disk }) => disk),
    () => hospital.restore(backup),
  );
}
