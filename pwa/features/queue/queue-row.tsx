import type { JSX } from 'preact';
import type { DayStep } from '#shared/domain/appointment-step.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { nameWords, stepWords, whoParts } from '#pwa/widgets/appointment-words.ts';
import type { QueueTurn } from './queue-lanes.ts';

export interface QueueRowProps {
  readonly turn: QueueTurn;
  readonly kind: 'room' | 'waiting' | 'late' | 'absent';
  readonly isNext: boolean;
  readonly mayStep: boolean;
  readonly patient: Patient | undefined;
  readonly arePeopleRead: boolean;
  readonly onStep: (to: DayStep) => void;
  readonly onTicket: () => void;
}
/** The next step of each part, and the way back where there is one. */
const STEPS: Readonly<Record<QueueRowProps['kind'], readonly DayStep[]>> = {
  room: ['fulfilled', 'arrived'],
  waiting: ['checked-in', 'booked'],
  late: ['arrived', 'noshow'],
  absent: ['arrived', 'booked'],
};
/** From here on the waiting time is called long. */
const LONG_MINUTES = 30;

/** One person in the queue: token, time, name with both identifiers, how long, and the next step. */
export function QueueRow(props: QueueRowProps): JSX.Element {
  const { turn, kind, isNext, patient, arePeopleRead } = props;
  const { content } = turn.row;
  const name = nameWords(patient, arePeopleRead);
  return (
    <div class="queue-row">
      <p class="queue-token">
        <bdi>{turn.token}</bdi>
        <small>
          <bdi>{content.slot?.wall.slice(11, 16)}</bdi>
        </small>
      </p>
      <div>
        <b>
          <bdi>{name}</bdi>
        </b>
        <p class="facts">
          {whoParts(patient).map((part) => (
            <bdi key={part}>{part}</bdi>
          ))}
        </p>
        <Span kind={kind} turn={turn} />
      </div>
      <div class="queue-do">
        {STEPS[kind].map((to, n) => (
          <Button
            key={to}
            kind={n === 0 ? (isNext ? 'main' : 'plain') : 'quiet'}
            disabled={!props.mayStep}
            onClick={() => props.onStep(to)}
          >
            {stepWords(to, content.status)}
            <span class="vh"> {name}</span>
          </Button>
        ))}
        {kind === 'waiting' && (
          <Button kind="quiet" icon="print" onClick={props.onTicket}>
            {t('queue.ticket')}
            <span class="vh"> {turn.token}</span>
          </Button>
        )}
      </div>
    </div>
  );
}

function Span({ kind, turn }: Pick<QueueRowProps, 'kind' | 'turn'>): JSX.Element | null {
  const { minutes, aheadMinutes } = turn;
  switch (kind) {
    case 'room':
      return <span class="soft">{t('queue.inRoom', { n: minutes })}</span>;
    case 'waiting':
      return (
        <span class="queue-span">
          <Chip tone={minutes >= LONG_MINUTES ? 'caution' : 'accent'} icon="clock">
            {t('queue.waits', { n: minutes })}
          </Chip>{' '}
          <span class="soft">{t('queue.about', { n: aheadMinutes })}</span>
        </span>
      );
    case 'late':
      return (
        <Chip tone="caution" icon="clock">
          {t('queue.lateBy', { n: minutes })}
        </Chip>
      );
    case 'absent':
      return null;
  }
}
