import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { LOST_PREFIX, type Scope } from '#shared/sync/scope.ts';
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
    const scopes = world.view.scopesOf(slot.device);
    const told = (scope: Scope): number => down.scopes[scope] ?? 0;
    // Another scope holds it, or did when the tablet was last told: one that it has lost, and not heard of it yet, is among them.
    const named = Object.keys(down.scopes).map((name) => name.replace(LOST_PREFIX, ''));
    const mayHold = (id: string): boolean =>
      [...scopes, ...named].some((scope) => {
        const line = world.view.feeds.of(scope, collection).get(id);
        return line !== undefined && (line.isHeld || line.seq > told(scope));
      });
    for (const scope of scopes)
      checkScope(world, slot, { collection, scope, upTo: told(scope), mayHold });
  }
}

interface Told {
  readonly collection: CollectionName;
  readonly scope: Scope;
  /** How far the tablet was told what happened in it. */
  readonly upTo: number;
  readonly mayHold: (id: string) => boolean;
}

/** What was told of one scope is here; what left it is not, unless another scope of the tablet holds it. */
function checkScope(world: World, slot: Slot, { collection, scope, upTo, mayHold }: Told): void {
  const { rows } = slot.disk.tables[collection];
  for (const { id, seq, rev, isHeld } of world.view.feeds.of(scope, collection).values()) {
    if (seq > upTo || slot.disk.spoilt.has(`${collection}/${id}`)) continue;
    const row = rows.get(id);
    if (row && row.doc.trail.length > 0) continue;
    const isGone = !row || row.isDeleted;
    const isThere = isHeld
      ? !isGone && isFrom(row.doc.rev, rev)
      : isGone || numberOf(row.doc.rev) > seq || mayHold(id);
    if (!isThere)
      world.oracle.report(
        'no-hole',
        `device ${slot.index} stands at ${upTo} of ${collection} in ${scope.slice(0, 10)} without ${id} of ${rev} at ${seq} ${isHeld ? 'in' : 'out'}: ${isGone ? 'gone' : row.doc.rev}`,
      );
  }
}
