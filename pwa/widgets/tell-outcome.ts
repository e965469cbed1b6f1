import type { Result } from '#shared/lib/result.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Receipt } from '#pwa/store/replica.ts';
import type { AppointmentWrites, Refusal } from '#pwa/store/use-appointment-writes.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { writeErrorWords } from './write-error-words.ts';

export interface Telling {
  /** Who it was about, with two identifiers. */
  readonly about: string;
  readonly said: string;
  readonly undo: AppointmentWrites['undo'];
}

/** Says what was done, for whom, with a way back for ten seconds; or why it was not done. Nothing is refused silently. */
export function tellOutcome(done: Result<Receipt, Refusal>, telling: Telling): void {
  const { about, said, undo } = telling;
  if (!done.ok) showToast({ text: `${about}. ${refusalWords(done.error)}`, tone: 'alarm' });
  else if (done.value.mutations.length > 0)
    showToast({
      text: `${about}. ${said}`,
      undo: async () => {
        const back = await undo(done.value);
        return back.ok ? undefined : refusalWords(back.error);
      },
    });
}

/** Why nothing was written: what happened, what was kept. */
export function refusalWords(why: Refusal): string {
  return why.kind === 'not-now' ? t('appointment.refusedNotNow') : writeErrorWords(why);
}
