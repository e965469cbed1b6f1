import { useLocation } from 'preact-iso/router';
import { isDay } from '#shared/scheduling/wall-time.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import type { Side } from './day-columns.ts';
import { sideOf } from './side-select.tsx';

export const VIEWS = ['day', 'week', 'month'] as const;
export type View = (typeof VIEWS)[number];

/** What the calendar shows, as its address says it. */
export interface Shown {
  readonly view: View;
  readonly day: string;
  readonly clinicId: string | null;
  readonly side: Side;
}
export interface CalendarAddress extends Shown {
  readonly today: string;
  /** Goes to what is shown with something changed. */
  show(next: Partial<Shown>): void;
}

/** The address of a view of the calendar; what it does not say is today, all clinics, by clinician. */
export function useCalendarAddress(view: View): CalendarAddress {
  const { query, route } = useLocation();
  const today = useToday();
  const day = isDay(query['day']) ? query['day'] : today;
  const shown: Shown = { view, day, clinicId: query['clinic'] || null, side: sideOf(query['by']) };
  return { ...shown, today, show: (next) => route(hrefOf({ ...shown, ...next }, today)) };
}

/** The address of something shown; it leaves out what would be shown anyway. */
export function hrefOf({ view, day, clinicId, side }: Shown, today: string): string {
  const query = new URLSearchParams({
    ...(day === today ? {} : { day }),
    ...(clinicId ? { clinic: clinicId } : {}),
    ...(side === 'practitioner' ? {} : { by: side }),
  }).toString();
  const path = view === 'day' ? '/calendar' : `/calendar/${view}`;
  return query ? `${path}?${query}` : path;
}
