import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { RecordField } from '#pwa/widgets/record-fields.ts';
import { entryName, fieldOf, valueOf, type RecordValue } from '#pwa/widgets/record-value.ts';

/** One changed field in the order of speech: what, of which entry, from what, to what. Absent sides were not there. */
export interface HistoryLine {
  readonly label: RecordField;
  /** The entry it belongs to, where the field alone says too little: the allergen, the contact. */
  readonly of: string | null;
  readonly before: RecordValue | null;
  readonly after: RecordValue | null;
}

/** Every change of a mutation that means something to a person; book-keeping (since when a status holds) is left out. */
export function historyLines(
  collection: CollectionName,
  changes: readonly Change[],
  content?: JsonMap,
): readonly HistoryLine[] {
  return changes.flatMap((change) => {
    const [label, kind] = fieldOf(collection, change.path);
    if (label === 'nothing') return [];
    return [
      {
        label,
        of: entryName(change.path, content),
        before: valueOf(kind, change.before),
        after: valueOf(kind, change.after),
      },
    ];
  });
}
