import { useMemo } from 'preact/hooks';
import { instantAt } from '#shared/lib/clock.ts';
import type { Live } from '#shared/lib/live.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import type { Stored } from './rx-schema.ts';
import { useAppointmentsBetween } from './queries.ts';
import { useLiveQuery } from './use-live-query.ts';

type Row = Stored<'appointments'>;
export interface WaitList {
  /** Who waits for a time. */
  readonly waiting: readonly Row[];
  /** Who has been offered one that is held for them, and whose offer ran out. */
  readonly offered: readonly Row[];
}
/** How far ahead an offered time may lie. */
const DAYS_AHEAD = 60;

/** Follows the wait list of this device; a wish has no day, so it lies under the empty one. */
export function useWaitList(today: string): Live<WaitList> {
  const wishes = useLiveQuery<Row>('wait list', (r) =>
    r.collections.appointments.find({ selector: { day: '' } }),
  ).value;
  const soon = useAppointmentsBetween(today, addDays(today, DAYS_AHEAD)).value;
  return useMemo(() => {
    if (wishes.kind !== 'ready') return wishes;
    if (soon.kind !== 'ready') return soon;
    return {
      kind: 'ready',
      rows: {
        waiting: wishes.rows.filter(
          ({ content }) => content.status === 'waitlist' || content.status === 'proposed',
        ),
        offered: soon.rows.filter(({ content }) => content.status === 'pending'),
      },
    };
  }, [wishes, soon]);
}

/** Until when an offer made now is held. */
export function heldUntil(now: number, minutes: number): string {
  return instantAt(now + minutes * 60_000);
}
