import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { t } from '#pwa/i18n/t.ts';
import type { Outcome, Refusal, Writes } from './use-writes.ts';
import { nameWords, slotWords, stepDoneWords, whoWords } from './words.ts';

export interface OutcomeNoticeProps {
  readonly writes: Writes;
  readonly people: ReadonlyMap<string, Patient>;
  readonly nameOf: (practitionerId: string | undefined) => string;
}

/** What was just done, with two identifiers, and its undo for ten seconds; or why it was not. */
export function OutcomeNotice({ writes, people, nameOf }: OutcomeNoticeProps): JSX.Element {
  const outcome = writes.outcome.value;
  const patient = people.get(outcome?.row.content.patientId ?? '');
  return (
    <div class="cal-outcome" role="status">
      {outcome && (
        <div class={`notice notice-${outcome.kind === 'done' ? 'good' : 'alarm'}`}>
          <Icon name={outcome.kind === 'done' ? 'check' : 'alert'} />
          <p>
            <b>
              <bdi>{nameWords(patient, true)}</bdi>
            </b>
            {', '}
            <bdi>{whoWords(patient)}</bdi>
            {'. '}
            {outcome.kind === 'done' ? deedWords(outcome, nameOf) : refusalWords(outcome.why)}
          </p>
          {outcome.kind === 'done' && outcome.deed.kind !== 'undone' ? (
            <button type="button" class="btn" onClick={() => void writes.undo()}>
              {t('calendar.undo')}
            </button>
          ) : (
            <button type="button" class="btn" onClick={writes.dismiss}>
              {t('calendar.close')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function deedWords(
  { deed }: Extract<Outcome, { kind: 'done' }>,
  nameOf: OutcomeNoticeProps['nameOf'],
): string {
  switch (deed.kind) {
    case 'moved':
      return t('calendar.movedTo', {
        when: slotWords(deed.slot),
        name: nameOf(deed.slot.practitionerId),
      });
    case 'step':
      return stepDoneWords(deed.to);
    case 'cancelled':
      return t('calendar.cancelDone');
    case 'undone':
      return t('calendar.undone');
  }
}

/** Why nothing was written: what happened, what was kept, what to do. */
export function refusalWords(why: Refusal): string {
  switch (why.kind) {
    case 'not-now':
      return t('calendar.refusedNotNow');
    case 'not-allowed':
      return t('calendar.refusedRole');
    case 'storage-full':
      return t('calendar.refusedFull');
    case 'read-only':
      return t('calendar.refusedReadOnly');
    case 'trail-full':
      return t('calendar.refusedTrail');
    case 'signed-out':
      return t('calendar.refusedSignedOut');
    case 'failed':
      return t('calendar.refusedFailed');
  }
}
