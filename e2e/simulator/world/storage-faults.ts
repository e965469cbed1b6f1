import { COLLECTIONS } from '#shared/domain/collections.ts';
import type { Dice } from './dice.ts';
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

/** The storage shows a document as it was before, or not at all, and tells nobody; what waits is spared. */
export function spoilStorage(
  { oracle, slots, note }: World,
  { disk, index }: Slot,
  dice: Dice,
): void {
  const rows = COLLECTIONS.flatMap((name) =>
    [...disk.tables[name].rows.values()]
      .filter(({ doc, was }) => doc.trail.length === 0 && !was?.doc.trail.length)
      .map((row) => ({ name, row, id: row.doc.id })),
  ).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (rows.length === 0) return;
  const { name, row, id } = dice.pick(rows);
  const { rows: table, assumed } = disk.tables[name];
  const { was, version, lwt } = row;
  note(`device ${index} ${was ? 'shows an older' : 'has lost'} ${name}/${id}`);
  oracle.whileLosing(
    () => slots.map((one) => one.disk),
    () => {
      table.delete(id);
      assumed.delete(id);
      if (!was) return;
      table.set(id, { ...was, version: version + 1, fromMaster: version + 1, lwt });
      assumed.set(id, { ...was, resolved: 0 });
    },
  );
  disk.spoilt.add(`${name}/${id}`);
}
