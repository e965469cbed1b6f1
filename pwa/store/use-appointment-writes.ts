import { useMemo } from 'preact/hooks';
import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import {
  cancelAppointment,
  stepAppointment,
  type DayStep,
} from '#shared/domain/appointment-step.ts';
import { moveAppointment } from '#shared/domain/move-appointment.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { Receipt, WriteError } from './replica.ts';
import { useReplica } from './replica-context.ts';

/** Why nothing was written: the table of steps, or the store. */
export type Refusal = { readonly kind: 'not-now' } | WriteError;
type Done = Promise<Result<Receipt, Refusal>>;

/** What can be done with an appointment that is on the screen. Each verb is one action, stored here before it resolves. */
export interface AppointmentWrites {
  book(id: string, appointment: Appointment): Done;
  move(id: string, slot: BookedSlot, reason?: string): Done;
  /** Several in one action, shown and undone together; who may not be moved any more stays. */
  moveAll(moves: readonly { readonly id: string; readonly slot: BookedSlot }[]): Done;
  step(id: string, to: DayStep): Done;
  cancel(id: string, reason: string): Done;
  /** Any other change that the rules of `shared/domain` allow or refuse. */
  change(name: string, id: string, change: ChangeAt): Done;
  undo(receipt: Receipt): Done;
}
type Change = (before: Appointment) => Result<Appointment, unknown>;
type ChangeAt = (before: Appointment, at: string) => Result<Appointment, unknown>;

/** The verbs of the calendar, the day's list and the booking, over the replica of this page. */
export function useAppointmentWrites(): AppointmentWrites {
  const replica = useReplica();
  return useMemo(() => {
    const write = async (name: string, id: string, change: Change): Done => {
      if (!replica) return err({ kind: 'read-only' });
      // Judged on the stored version at the moment of writing: the one on screen may be a second old.
      let isAllowed = true;
      const written = await replica.act(name, [
        {
          collection: 'appointments',
          id,
          change: (before) => {
            const changed = change(before as Appointment);
            isAllowed = changed.ok;
            return changed.ok ? changed.value : (before as Appointment);
          },
        },
      ]);
      return isAllowed ? written : err({ kind: 'not-now' });
    };
    const at = (): string => instantAt(Date.now());
    return {
      book: (id, appointment) => write('book appointment', id, () => ok(appointment)),
      move: (id, slot, reason) =>
        write('move appointment', id, (before) => moveAppointment(before, slot, reason)),
      moveAll: async (moves) => {
        if (!replica) return err({ kind: 'read-only' });
        return replica.act(
          'group move',
          moves.map(({ id, slot }) => ({
            collection: 'appointments' as const,
            id,
            change: (before) => {
              const moved = moveAppointment(before as Appointment, slot);
              return moved.ok ? moved.value : (before as Appointment);
            },
          })),
        );
      },
      step: (id, to) =>
        write('appointment step', id, (before) => stepAppointment(before, to, at())),
      cancel: (id, reason) =>
        write('cancel appointment', id, (before) => cancelAppointment(before, reason, at())),
      change: (name, id, change) => write(name, id, (before) => change(before, at())),
      undo: async (receipt) => (replica ? replica.undo(receipt) : err({ kind: 'read-only' })),
    };
  }, [replica]);
}
