import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { nameWords, slotWords, whoWords } from '#pwa/widgets/appointment-words.ts';
import { AskDialog } from './ask-dialog.tsx';
import type { Ask, Deeds } from './use-deeds.ts';
import type { DayView } from './use-day.ts';

export interface AskedProps {
  readonly deeds: Deeds;
  readonly view: Pick<DayView, 'people' | 'arePeopleRead'>;
}

/** The question that stands before a deed, if there is one. */
export function Asked({ deeds, view }: AskedProps): JSX.Element | null {
  const ask = deeds.ask.value;
  if (!ask) return null;
  const patient = view.people.get(ask.row.content.patientId ?? '');
  return (
    <AskDialog
      {...wordsOf(ask)}
      isSeries={ask.kind === 'cancel' && ask.row.content.seriesId !== undefined}
      onYes={deeds.answer}
      onNo={deeds.giveUp}
    >
      <p>
        <b>
          <bdi>{nameWords(patient, view.arePeopleRead)}</bdi>
        </b>
        {', '}
        <bdi>{whoWords(patient)}</bdi>
      </p>
      <p>{whyWords(ask, view)}</p>
    </AskDialog>
  );
}

function wordsOf(ask: Ask): {
  readonly title: string;
  readonly label: string;
  readonly suggestions: readonly string[];
  readonly yes: string;
  readonly no: string;
} {
  if (ask.kind === 'cancel') {
    return {
      title: t('calendar.askCancel'),
      label: t('calendar.cancelLabel'),
      suggestions: [
        t('calendar.reasonPatient'),
        t('calendar.reasonIll'),
        t('calendar.reasonClinician'),
        t('calendar.reasonMistake'),
      ],
      yes: t('calendar.cancelYes'),
      no: t('calendar.cancelNo'),
    };
  }
  const isTaken = ask.landing.verdict.kind !== 'outside-hours';
  return {
    title: t(isTaken ? 'calendar.askOverbook' : 'calendar.askOutside'),
    label: t('calendar.overbookLabel'),
    suggestions: [
      t('calendar.reasonUrgent'),
      t('calendar.reasonShort'),
      t('calendar.reasonAgreed'),
    ],
    yes: t(isTaken ? 'calendar.overbookYes' : 'calendar.outsideYes'),
    no: t('calendar.overbookNo'),
  };
}

function whyWords(ask: Ask, { people, arePeopleRead }: AskedProps['view']): string {
  if (ask.kind === 'cancel') return ask.row.content.slot ? slotWords(ask.row.content.slot) : '';
  const { verdict, slot } = ask.landing;
  const time = slotWords(slot);
  if (verdict.kind === 'room-full') return t('calendar.overbookRoom', { time });
  if (verdict.kind !== 'taken') return t('calendar.overbookOutside', { time });
  const other = verdict.by[0]?.row.content.patientId ?? '';
  return t('calendar.overbookTaken', { time, name: nameWords(people.get(other), arePeopleRead) });
}
