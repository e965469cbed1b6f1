import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { isLost } from '#shared/sync/lost-rev.ts';
import { withoutTrail } from '#pwa/store/sync/push-handler.ts';
import type { Disk } from '#e2e/simulator/device/disk.ts';
import type { HospitalView } from './hospital-view.ts';
import { namedOn, type Oracle } from './oracle.ts';

/** A version that a restored hospital has lost and a tablet held at that moment. */
export interface HeldVersion {
  readonly slot: number;
  readonly collection: CollectionName;
  readonly id: string;
  readonly rev: string;
  readonly content: JsonMap;
}

/** What a restore takes from the hospital: whatever a tablet has of it must come back, nobody can be blamed for the rest. */
export function whileRestoring(
  oracle: Oracle,
  hospital: HospitalView,
  disks: readonly Disk[],
  restore: () => void,
): void {
  const before = hospital.mutations();
  restore();
  const after = hospital.mutations();
  const named = namedOn(disks);
  for (const id of before.keys()) {
    oracle.taken.add(id);
    if (!after.has(id) && !named.has(id)) oracle.excused.add(id);
  }
  // The copy has not begun its own generation yet: it knows the one that it was taken of.
  const { epoch, head } = hospital.counts();
  const past = [...hospital.pastEpochs(), { epoch, lastSeq: head }];
  // What had come back after an earlier restore is lost again, but for what tablets hold now.
  oracle.held.clear();
  for (const [slot, { tables }] of disks.entries())
    for (const [collection, { rows }] of Object.entries(tables))
      for (const { doc, isDeleted } of rows.values()) {
        if (isDeleted || !isLost(doc.rev, { epoch: '', past })) continue;
        const content = withoutTrail(doc);
        const { id, rev } = doc;
        oracle.held.add({ slot, collection: collection as CollectionName, id, rev, content });
      }
}

/** A tablet that loses a version before it could offer it is out of it; called around the loss. */
export function whileLosingHeld(
  { held }: Pick<Oracle, 'held'>,
  disks: () => readonly Disk[],
  lose: () => void,
): void {
  const isThere = ({ slot, collection, id, rev }: HeldVersion): boolean =>
    disks()[slot]?.tables[collection].rows.get(id)?.doc.rev === rev;
  const there = [...held].filter(isThere);
  lose();
  for (const one of there) if (!isThere(one)) held.delete(one);
}
