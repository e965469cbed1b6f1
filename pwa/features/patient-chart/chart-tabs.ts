/** The parts of a chart, in their order. */
export const TABS = ['overview', 'appointments', 'stays', 'history'] as const;
export type TabKey = (typeof TABS)[number];

/** The part that an address names; the overview where it names none. */
export function tabOf(named: string | undefined): TabKey {
  return TABS.find((tab) => tab === named) ?? 'overview';
}
