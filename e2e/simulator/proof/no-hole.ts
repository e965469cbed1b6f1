import { COLLECTIONS } from '#shared/domain/collections.ts';
import { isNewer } from '#pwa/store/sync/newest.ts';
import type { Slot, World } from '#e2e/simulator/world/world.ts';

function numberOf(rev: string): number {
  return Number(rev.split('.')[1] ?? 0);
}

function isFrom(rev: string, first: string): boolean {
  return rev === first || numberOf(rev) >= numberOf(first);
}

/** A note is written a moment after its row. */
const WRITTEN_WITHIN_MS = 1000;

function isLasting({ oracle: { suspected }, time }: World, what: string): boolean {
  const since = suspected.get(what) ?? time.awake();
  suspected.set(what, since);
  return time.awake() - since > WRITTEN_WITHIN_MS;
}

/** What no device may be: beyond what it holds. */
export function checkNoHole(world: World, slot: Slot): void {
  const { epoch, isCopy } = world.view.head();
  for (const collection of COLLECTIONS) {
    const { rows, down, assumed } = slot.disk.tables[collection];
    for (const [id, { doc }] of assumed) {
      const row = rows.get(id);
      if (doc.rev === row?.doc.rev || !isNewer(doc.rev, row?.doc.rev ?? '')) continue;
      const text = `device ${slot.index} believes ${doc.rev} of ${collection}/${id} and does not hold it`;
      if (isLasting(world, `${text} at ${row?.version}`)) world.oracle.report('no-hole', text);
    }
    if (down?.epoch !== epoch || isCopy) continue;
    const upTo = down.scopes['facility'] ?? 0;
    for (const { id, seq, rev, isHeld } of world.view.feed(collection).values()) {
      if (seq > upTo) continue;
      const row = rows.get(id);
      if (row && row.doc.trail.length > 0) continue;
      const isThere = isHeld
        ? row !== undefined && !row.isDeleted && isFrom(row.doc.rev, rev)
        : !row || row.isDeleted || numberOf(row.doc.rev) > seq;
      if (!isThere)
        world.oracle.report(
          'no-hole',
          `device ${slot.index} stands at ${upTo} of ${collection} without ${id} of ${seq}`,
        );
    }
  }
}
