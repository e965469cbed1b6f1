import type { EscrowEntry } from '#shared/sync/escrow.ts';
import { fieldOf, valueOf, type RecordValue } from '#pwa/widgets/record-value.ts';
import type { RecordField } from '#pwa/widgets/record-fields.ts';

/** Writes of one author on one device about one document, kept for one reason: decided together, the oldest lands first. */
export interface HeldCase {
  readonly id: string;
  readonly entries: readonly [EscrowEntry, ...EscrowEntry[]];
}

/** One field that a write would change, with what the hospital's copy says there now. */
export interface HeldLine {
  readonly key: string;
  readonly field: RecordField;
  readonly before: RecordValue | null;
  readonly written: RecordValue | null;
  readonly hospital: RecordValue | null;
  /** The hospital's copy says already what was written. */
  readonly isAlike: boolean;
}

/** What waits, put together; the case that has waited longest stands first. */
export function heldCases(waiting: readonly EscrowEntry[]): readonly HeldCase[] {
  const cases = new Map<string, [EscrowEntry, ...EscrowEntry[]]>();
  for (const one of waiting) {
    const { code, collection, subject, author, deviceName } = one;
    const key = subject
      ? [code, collection, subject.id, author, deviceName].join(' ')
      : `alone ${one.key}`;
    const before = cases.get(key);
    if (before) before.push(one);
    else cases.set(key, [one]);
  }
  return [...cases.values()].map((entries) => ({ id: entries[0].key, entries }));
}

/** Every field of a case that means something to a person, in the order in which it was written; book-keeping is left out. */
export function heldLines({ entries }: HeldCase): readonly HeldLine[] {
  return entries.flatMap(({ key, collection, entry, hospital }) =>
    (entry?.changes ?? []).flatMap(({ path, before, after }) => {
      const [field, kind] = fieldOf(collection, path);
      if (field === 'nothing') return [];
      const now = hospital?.[path];
      return [
        {
          key: `${key} ${path}`,
          field,
          before: valueOf(kind, before),
          written: valueOf(kind, after),
          hospital: valueOf(kind, now),
          isAlike: JSON.stringify(now) === JSON.stringify(after),
        },
      ];
    }),
  );
}
