import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import {
  cancelAppointment,
  stepAppointment,
  type DayStep,
} from '#shared/domain/appointment-step.ts';
import { moveAppointment } from '#shared/domain/move-appointment.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Receipt, WriteError } from '#pwa/store/replica.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import type { AppointmentRow } from './day-columns.ts';

/** What was just done, for the confirmation with two identifiers and its undo. */
export type Deed =
  | { readonly kind: 'moved'; readonly slot: BookedSlot }
  | { readonly kind: 'step'; readonly to: DayStep }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'undone' };
export type Outcome =
  | {
      readonly kind: 'done';
      readonly deed: Deed;
      readonly row: AppointmentRow;
      readonly receipt: Receipt;
    }
  | { readonly kind: 'refused'; readonly row: AppointmentRow; readonly why: Refusal };
/** Why nothing was written: the table of steps, or the store. */
export type Refusal = { readonly kind: 'not-now' } | WriteError;

export interface Writes {
  readonly outcome: ReadonlySignal<Outcome | null>;
  move(row: AppointmentRow, slot: BookedSlot, reason?: string): Promise<boolean>;
  step(row: AppointmentRow, to: DayStep): Promise<boolean>;
  cancel(row: AppointmentRow, reason: string): Promise<boolean>;
  undo(): Promise<void>;
  dismiss(): void;
}
type Change = (before: Appointment) => Result<Appointment, unknown>;
/** An undo stands in reach for ten seconds (UI.md 4). */
const UNDO_MS = 10_000;

/** The verbs of the calendar. Each is one action on one appointment, stored here before the screen says so. */
export function useWrites(): Writes {
  const replica = useReplica();
  const outcome = useSignal<Outcome | null>(null);
  const current = outcome.value;
  useEffect(() => {
    if (current?.kind !== 'done') return undefined;
    const timer = setTimeout(() => (outcome.value = null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [current, outcome]);
  const write = async (row: AppointmentRow, deed: Deed, change: Change): Promise<boolean> => {
    if (!replica) return false;
    // Judged on the stored version at the moment of writing: the one on screen may be a second old.
    let isAllowed = true;
    const written = await replica.act(NAMES[deed.kind], [
      {
        collection: 'appointments',
        id: row.id,
        change: (before) => {
          const changed = change(before as Appointment);
          isAllowed = changed.ok;
          return changed.ok ? changed.value : (before as Appointment);
        },
      },
    ]);
    if (!written.ok) outcome.value = { kind: 'refused', row, why: written.error };
    else if (!isAllowed) outcome.value = { kind: 'refused', row, why: { kind: 'not-now' } };
    else if (written.value.mutations.length > 0)
      outcome.value = { kind: 'done', deed, row, receipt: written.value };
    return written.ok && isAllowed;
  };
  const at = (): string => instantAt(Date.now());
  return {
    outcome,
    move: (row, slot, reason) =>
      write(row, { kind: 'moved', slot }, (before) => moveAppointment(before, slot, reason)),
    step: (row, to) =>
      write(row, { kind: 'step', to }, (before) => stepAppointment(before, to, at())),
    cancel: (row, reason) =>
      write(row, { kind: 'cancelled' }, (before) => cancelAppointment(before, reason, at())),
    undo: async () => {
      const last = outcome.peek();
      if (!replica || last?.kind !== 'done' || last.deed.kind === 'undone') return;
      const undone = await replica.undo(last.receipt);
      outcome.value = undone.ok
        ? { kind: 'done', deed: { kind: 'undone' }, row: last.row, receipt: undone.value }
        : { kind: 'refused', row: last.row, why: undone.error };
    },
    dismiss: () => (outcome.value = null),
  };
}

const NAMES: Readonly<Record<Deed['kind'], string>> = {
  moved: 'move appointment',
  step: 'appointment step',
  cancelled: 'cancel appointment',
  undone: 'undo',
};
