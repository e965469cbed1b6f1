import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { writeAt, type JsonMap } from '#shared/lib/json.ts';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { learn, t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { CheckField } from '#pwa/ui/field.tsx';
import { personLine } from './appointment-words.ts';
import { tellOutcome } from './tell-outcome.ts';

export interface ReminderWishProps {
  readonly id: string;
  readonly patient: Patient;
  readonly mayWrite: boolean;
}

/** Whether the patient wants messages; it stands on their record, so that it can be written down offline too. */
export function ReminderWish({ id, patient, mayWrite }: ReminderWishProps): JSX.Element | null {
  const hasWords = useWords();
  const replica = useReplica();
  const isOff = patient.reminders?.email === 'off';
  const choose = async (isWanted: boolean): Promise<void> => {
    if (!replica) return;
    const wish = isWanted ? undefined : 'off';
    const done = await replica.act('change reminders', [
      {
        collection: 'patients',
        id,
        change: (before) =>
          writeAt((before ?? {}) as JsonMap, '/reminders/email', wish) as unknown as Patient,
      },
    ]);
    tellOutcome(done, {
      about: personLine(patient),
      said: t('reminders.wish'),
      undo: replica.undo,
    });
  };
  if (!mayWrite || !hasWords) return null;
  return (
    <CheckField
      label={t('reminders.wantsEmail')}
      hint={t('reminders.wantsEmailHint')}
      checked={!isOff}
      onChange={(isWanted) => void choose(isWanted)}
    />
  );
}

/** Its words come with the administrators': few people open this. */
function useWords(): boolean {
  const isKnown = useSignal(false);
  useEffect(() => {
    void learn('admin').then(() => (isKnown.value = true));
  }, [isKnown]);
  return isKnown.value;
}
