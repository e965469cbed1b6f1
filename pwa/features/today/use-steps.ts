import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DayStep } from '#shared/domain/appointment-step.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Receipt } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { refusalWords } from '#pwa/widgets/tell-outcome.ts';
import { placeOf, type Held } from './turns.ts';

/** A turn that was moved on, held in its place with the way back. */
interface HeldTurn extends Held {
  readonly receipt: Receipt;
}
export interface Steps {
  readonly held: ReadonlySignal<ReadonlyMap<string, HeldTurn>>;
  step(row: Stored<'appointments'>, to: DayStep): Promise<void>;
  undo(id: string): Promise<void>;
}
/** An undo stands in reach for ten seconds (UI.md 4). */
const UNDO_MS = 10_000;

/** Moving turns on, one tap each; the undo stands in the place of the button, and the row stays where the finger is. */
export function useSteps(people: ReadonlyMap<string, Patient>): Steps {
  const writes = useAppointmentWrites();
  const held = useSignal<ReadonlyMap<string, HeldTurn>>(new Map());
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const running = timers.current;
    return () => running.forEach((timer) => clearTimeout(timer));
  }, []);
  const letGo = (id: string): void => {
    held.value = new Map([...held.peek()].filter(([other]) => other !== id));
  };
  return {
    held,
    step: async (row, to) => {
      const place = placeOf(row);
      const done = await writes.step(row.id, to);
      if (!done.ok) {
        const about = personLine(people.get(row.content.patientId ?? ''));
        return showToast({ text: `${about}. ${refusalWords(done.error)}`, tone: 'alarm' });
      }
      if (!place || done.value.mutations.length === 0) return;
      held.value = new Map(held.peek()).set(row.id, { ...place, receipt: done.value });
      timers.current.add(setTimeout(() => letGo(row.id), UNDO_MS));
    },
    undo: async (id) => {
      const turn = held.peek().get(id);
      if (!turn) return;
      const back = await writes.undo(turn.receipt);
      if (!back.ok) return showToast({ text: refusalWords(back.error), tone: 'alarm' });
      letGo(id);
      showToast({ text: t('today.undone') });
    },
  };
}
