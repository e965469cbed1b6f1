/** Nobody meets for longer than a working day, and nobody for no time. */
export const VISIT_MINUTES = { from: 5, to: 480 } as const;
/** What is kept free around an appointment. */
export const BUFFER_MINUTES = { from: 0, to: 120 } as const;

/** Whether a field holds a whole number of minutes between two others. */
export function isWithin(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const n = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(n) && n >= from && n <= to;
}
