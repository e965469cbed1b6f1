/** Where a page of the list by name begins: a name key, and how many people of that very key stand before it. */
export interface Anchor {
  readonly key: string;
  readonly skip: number;
}
export const START: Anchor = { key: '', skip: 0 };

/** How many people one page holds: two screens of a tall desktop. */
const PAGE_SIZE = 60;

/** How many rows a query from the anchor's key has to bring, so that the page is full and the next one is known. */
export function limitOf(anchor: Anchor, size = PAGE_SIZE): number {
  return anchor.skip + size + 1;
}

export interface PeoplePage<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null at the end of the list. */
  readonly next: Anchor | null;
}

/** Cuts a page out of what the query brought. People of one name never fall between two pages, nor stand on both. */
export function pageOf<Row extends object>(
  found: readonly Row[],
  anchor: Anchor,
  size = PAGE_SIZE,
): PeoplePage<Row> {
  const end = anchor.skip + size;
  const first = found[end];
  if (!first) return { rows: found.slice(anchor.skip), next: null };
  const key = keyOf(first);
  const skip = found.slice(0, end).filter((row) => keyOf(row) === key).length;
  return { rows: found.slice(anchor.skip, end), next: { key, skip } };
}

/** The index key beside the content; every stored person has one. */
function keyOf(row: { readonly nameKey?: unknown }): string {
  return String(row.nameKey);
}

/** The chain of pages after page `at` has said where the next one begins; later pages are forgotten if that has moved. */
export function chained(
  anchors: readonly Anchor[],
  at: number,
  next: Anchor | null,
): readonly Anchor[] {
  const standing = anchors[at + 1];
  if (next === null) return standing ? anchors.slice(0, at + 1) : anchors;
  if (standing && standing.key === next.key && standing.skip === next.skip) return anchors;
  return [...anchors.slice(0, at + 1), next];
}
