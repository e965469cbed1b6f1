import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { isLost } from '#shared/sync/lost-rev.ts';
import { withoutTrail } from '#pwa/store/sync/push-handler.ts';
import { isNewer } from '#pwa/store/sync/newest.ts';
import type { Disk, Row } from '#e2e/simulator/device/disk.ts';
import type { HospitalView } from './hospital-view.ts';

/** A version that a restored hospital has lost and a tablet held at that moment. */
export interface HeldVersion {
  readonly slot: number;
  readonly collection: CollectionName;
  readonly id: string;
  readonly rev: string;
  readonly content: JsonMap;
}

/** What is remembered of restores. */
interface Memory {
  readonly saved: ReadonlyMap<string, unknown>;
  readonly taken: Set<string>;
  readonly excused: Set<string>;
  readonly held: Set<HeldVersion>;
}

/** What a restore takes from the hospital: whatever a tablet has of it must come back, nobody can be blamed for the rest. */
export function whileRestoring(
  memory: Memory,
  hospital: HospitalView,
  disks: readonly Disk[],
  restore: () => void,
): void {
  // What was refused may stand in a row of the escrow alone; so does what no person wrote and nobody can read.
  const known = new Set([...memory.saved.keys(), ...namedOn(disks)]);
  const before = [...hospital.mutations().keys(), ...[...known].filter(hospital.hasTaken)];
  restore();
  const named = namedOn(disks);
  for (const id of before) {
    memory.taken.add(id);
    if (!named.has(id) && !hospital.hasTaken(id)) memory.excused.add(id);
  }
  // The copy has not begun its own generation yet: it knows the one that it was taken of.
  const { epoch, head } = hospital.counts();
  const past = [...hospital.pastEpochs(), { epoch, lastSeq: head }];
  // What had come back after an earlier restore is lost again, but for what tablets hold now.
  memory.held.clear();
  for (const one of heldOn(disks)) if (isLost(one.rev, { epoch: '', past })) memory.held.add(one);
}

function heldOn(disks: readonly Disk[]): readonly HeldVersion[] {
  return disks.flatMap(({ tables }, slot) =>
    COLLECTIONS.flatMap((collection) =>
      [...tables[collection].rows.values()]
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ doc }) => {
          const { id, rev } = doc;
          return { slot, collection, id, rev, content: withoutTrail(doc) };
        }),
    ),
  );
}

/** A newer version of the lost generation was on its way still: the tablet offers that one. */
export function noteNewer(
  { held }: Pick<Memory, 'held'>,
  slot: number,
  [collection, before, after]: readonly [CollectionName, Row | undefined, Row],
): void {
  if (held.size === 0 || !before || after.isDeleted) return;
  const { id, rev } = after.doc;
  if (!isNewer(rev, before.doc.rev)) return;
  for (const one of held) {
    if (one.slot !== slot || one.collection !== collection) continue;
    if (one.id !== id || one.rev !== before.doc.rev) continue;
    held.delete(one);
    held.add({ ...one, rev, content: withoutTrail(after.doc) });
    return;
  }
}

/** A tablet that loses a version before it could offer it is out of it; called around the loss. */
export function whileLosingHeld(
  { held }: Pick<Memory, 'held'>,
  disks: () => readonly Disk[],
  lose: () => void,
): void {
  const isThere = ({ slot, collection, id, rev }: HeldVersion): boolean =>
    disks()[slot]?.tables[collection].rows.get(id)?.doc.rev === rev;
  const there = [...held].filter(isThere);
  lose();
  for (const one of there) if (!isThere(one)) held.delete(one);
}

/** Every change that a disk has: those that wait, and those that are kept though they are accepted. */
export function namedOn(disks: readonly Disk[]): ReadonlySet<string> {
  const waiting = disks.flatMap(({ tables }) =>
    Object.values(tables).flatMap(({ rows }) =>
      [...rows.values()].flatMap(({ doc }) => doc.trail.map(({ id }) => id)),
    ),
  );
  const kept = disks.flatMap(({ accepted }) => [...accepted.values()].map(({ key: [, id] }) => id));
  return new Set([...waiting, ...kept]);
}
