import { COLLECTIONS } from '#shared/domain/collections.ts';
import { isNewer } from '#pwa/store/sync/newest.ts';
import type { Slot, World } from '#e2e/simulator/world/world.ts';

function numberOf(rev: string): number {
  return Number(rev.split('.')[1] ?? 0);
}

/** What no device may be: beyond what it holds. */
export function checkNoHole(world: World, slot: Slot): void {
  const { epoch } = world.view.counts();
  for (const collection of COLLECTIONS) {
    const { rows, down, assumed } = slot.disk.tables[collection];
    for (const [id, { doc }] of assumed)
      if (isNewer(doc.rev, rows.get(id)?.doc.rev ?? ''))
        world.oracle.report(
          'no-hole',
          `device ${slot.index} believes ${doc.rev} of ${collection}/${id} and does not hold it`,
        );
    if (down?.epoch !== epoch) continue;
    const upTo = down.scopes['facility'] ?? 0;
    for (const { id, seq, rev, isHeld } of world.view.feed(collection).values()) {
      if (seq > upTo) continue;
      const row = rows.get(id);
      if (row && row.doc.trail.length > 0) continue;
      const isThere = isHeld
        ? row !== undefined && !row.isDeleted && numberOf(row.doc.rev) >= numberOf(rev)
        : !row || row.isDeleted || numberOf(row.doc.rev) > seq;
      if (!isThere)
        world.oracle.report(
          'no-hole',
          `device ${slot.index} stands at ${upTo} of ${collection} without ${id} of ${seq}`,
        );
    }
  }
}
