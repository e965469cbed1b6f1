import ical, {
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import type { CalendarEvent } from '#server/services/reminders/calendar-event.ts';

const STATUSES = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const satisfies Record<CalendarEvent['status'], ICalEventStatus>;

export interface CalendarOptions {
  /** What the calendar is called; null for a file of one event. */
  readonly name: string | null;
  readonly method: 'PUBLISH' | 'CANCEL';
}

/**
 * Events as iCalendar (RFC 5545), the same text for the same events. Times are in UTC: a calendar shows them by its own clock, and no rule of
 * a zone has to travel along.
 */
export function calendarText(
  events: readonly CalendarEvent[],
  { name, method }: CalendarOptions,
): string {
  const calendar = ical({
    prodId: { company: 'Wardline', product: 'Appointments', language: 'EN' },
    ...(name === null ? {} : { name, ttl: 15 * 60 }),
    method: method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  for (const { uid, sequence, stamp, start, end, status, ...words } of events)
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: new Date(stamp),
      start: new Date(start),
      end: new Date(end),
      status: STATUSES[status],
      busystatus: status === 'cancelled' ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
      class: ICalEventClass.PRIVATE,
      ...written(words),
    });
  return calendar.toString();
}

function written({
  summary,
  location,
  description,
}: Pick<CalendarEvent, 'summary' | 'location' | 'description'>) {
  return {
    summary,
    ...(location === '' ? {} : { location }),
    ...(description === '' ? {} : { description: { plain: description } }),
  };
}
