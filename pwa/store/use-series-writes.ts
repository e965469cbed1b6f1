import { useMemo } from 'preact/hooks';
import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { Reach } from '#shared/domain/series-deed.ts';
import { err, type Result } from '#shared/lib/result.ts';
import { cancelOfSeries, moveOfSeries } from '#shared/scheduling/series-deed.ts';
import type { Receipt } from './replica.ts';
import { useReplica } from './replica-context.ts';
import { useAppointmentWrites, type Refusal } from './use-appointment-writes.ts';

type Done = Promise<Result<Receipt, Refusal>>;

/** What can be done with a series. Each verb is one action; the hospital carries a move or a cancellation to the others. */
export interface SeriesWrites {
  book(all: readonly { readonly id: string; readonly appointment: Appointment }[]): Done;
  move(id: string, slot: BookedSlot, how: { readonly reach: Reach; readonly reason: string }): Done;
  cancel(id: string, reason: string, reach: Reach): Done;
}

/** The verbs of a series, over the replica of this page. */
export function useSeriesWrites(): SeriesWrites {
  const replica = useReplica();
  const { change } = useAppointmentWrites();
  return useMemo(
    () => ({
      book: async (all) => {
        if (!replica) return err({ kind: 'read-only' });
        return replica.act(
          'book series',
          all.map(({ id, appointment }) => ({
            collection: 'appointments' as const,
            id,
            change: () => appointment,
          })),
        );
      },
      move: (id, slot, how) =>
        change('move series', id, (before, at) => moveOfSeries(before, slot, { ...how, at })),
      cancel: (id, reason, reach) =>
        change('cancel series', id, (before, at) => cancelOfSeries(before, reason, { reach, at })),
    }),
    [replica, change],
  );
}
