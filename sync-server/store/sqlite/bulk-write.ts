import { newId, type ActionId } from '#shared/domain/ids.ts';
import { isSame } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import type { BulkOptions, BulkOutcome, BulkRow } from '#server/store/store.ts';
import type { FeedRow } from './commit-log.ts';
import { placeAll, type Written } from './placing.ts';
import type { Reads } from './reads.ts';
import type { Writes } from './writes.ts';

const BY_HOSPITAL = { mutationId: null, by: null, device: null } as const;

/** Writes many documents in one transaction, one number each; says what it added to the feed. */
export function writeBulk(
  { reads, writes }: { readonly reads: Reads; readonly writes: Writes },
  rows: readonly BulkRow[],
  options: BulkOptions,
): { readonly outcome: BulkOutcome; readonly fed: readonly FeedRow[] } {
  const fresh: { readonly row: BulkRow; readonly before: BulkRow | null }[] = [];
  const seen = new Set<string>();
  let kept = 0;
  for (const row of rows.toReversed()) {
    // A document named twice in one call counts once, as its last row says.
    const key = `${row.collection}/${row.id}`;
    const before = seen.has(key) ? row : (reads.document(row.collection, row.id)?.document ?? null);
    seen.add(key);
    const isKept = before && (options.onExisting === 'keep' || isSame(before.content, row.content));
    if (isKept) kept += 1;
    else fresh.push({ row, before });
  }
  if (fresh.length === 0) return { outcome: { added: 0, replaced: 0, kept }, fed: [] };

  const { first, epoch } = writes.draw(fresh.length);
  const action = { id: newId<ActionId>(), name: options.action };
  let replaced = 0;
  const written = fresh.toReversed().map(({ row, before }, index): Written => {
    const seq = first + index;
    const version = { ...row, rev: `${epoch}.${seq}`, seq, acceptedAt: options.at };
    const { no, prev, patient, isAsBefore } = writes.document(version);
    const changes = before ? changesBetween(row.collection, before.content, row.content) : [];
    writes.history(version, { seq, prev }, { ...BY_HOSPITAL, at: options.at, changes, action });
    if (before) replaced += 1;
    const isInWindow = options.isInWindow(row);
    const kind = isInWindow ? 'put' : before ? 'leave' : 'none';
    return { ...row, no, patient, isAsBefore, seq, wire: null, kind };
  });
  const fed = placeAll({ reads, writes, now: Date.parse(options.at) }, latestOf(written), {});
  return { outcome: { added: fresh.length - replaced, replaced, kept }, fed };
}

/** Of a document that is named twice its last version alone has a place. */
function latestOf(written: readonly Written[]): readonly Written[] {
  return [...new Map(written.map((one) => [one.no, one])).values()];
}
