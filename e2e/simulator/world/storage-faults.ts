import { loseLast } from '#e2e/simulator/device/disk.ts';
import type { Slot, World } from './world.ts';

/** The profile of one tablet on another machine: both go on. */
export function cloneOnto(world: World, from: Slot, to: Slot): void {
  world.oracle.whileLosing(
    () => world.slots.map(({ disk }) => disk),
    () => {
      world.stop(to);
      to.disk = world.tablet.copyOf(from.disk);
      to.device = from.device;
    },
  );
  world.start(to);
}

/** The browser clears what it stored; the cookie stays. */
export function clearStorage(world: World, slot: Slot): void {
  const people = slot.disk.kept.get('people');
  world.oracle.whileLosing(
    () => world.slots.map(({ disk }) => disk),
    () => {
      world.stop(slot);
      slot.disk = world.tablet.createDisk();
      slot.disk.kept.set('people', people);
    },
  );
  world.start(slot);
}

/** The power fails before the last transactions are on the disk. */
export function losePower(world: World, slot: Slot, transactions: number): void {
  world.oracle.whileLosing(
    () => world.slots.map(({ disk }) => disk),
    () => {
      world.stop(slot);
      loseLast(slot.disk, transactions);
    },
  );
  world.start(slot);
}
