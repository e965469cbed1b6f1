/** What a hospital's label printers are loaded with; each has its size in `labels.css` too, where the paper is cut. */
export const PAPERS = ['label', 'wristband', 'card'] as const;
export type Paper = (typeof PAPERS)[number];

/** In millimetres, as it is fed. */
export const SIZES: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  label: { width: 89, height: 36 },
  wristband: { width: 279, height: 25 },
  card: { width: 85.6, height: 54 },
};
/** A sheet of labels for one admission. */
const MOST_COPIES = 20;

/** How many are printed: whatever was typed, at least one. */
export function copiesOf(typed: string): number {
  const n = Math.floor(Number(typed));
  return Number.isFinite(n) ? Math.min(MOST_COPIES, Math.max(1, n)) : 1;
}
