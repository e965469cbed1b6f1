import { isOpen, type Encounter } from '#shared/domain/encounter.ts';
import type { Envelope } from '#shared/domain/envelope.ts';

/** A visit on this device or read from the hospital. */
export type VisitRow = Pick<Envelope<Encounter>, 'id' | 'content' | 'trail'>;

/** A person's visits: those that go on first, then the latest. */
export function orderedVisits(rows: readonly VisitRow[]): readonly VisitRow[] {
  return rows.toSorted((a, b) => {
    const open = Number(isOpen(b.content)) - Number(isOpen(a.content));
    return (
      open || (startOf(a) > startOf(b) ? -1 : startOf(a) < startOf(b) ? 1 : a.id < b.id ? -1 : 1)
    );
  });
}

function startOf({ content }: VisitRow): string {
  return content.period?.start ?? '';
}

/** Rows of both sources, each document once: what this device holds is the newer word. */
export function joinedRows<Row extends { readonly id: string }>(
  here: readonly Row[],
  there: readonly Row[],
): readonly Row[] {
  const known = new Set(here.map(({ id }) => id));
  return [...here, ...there.filter(({ id }) => !known.has(id))];
}
