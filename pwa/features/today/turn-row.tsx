import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { spanText, timeText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { nameWords, stateWords, stepWords } from '#pwa/widgets/appointment-words.ts';
import { IdentityLine } from '#pwa/widgets/identity-line.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import { UnsentChip } from '#pwa/widgets/unsent-chip.tsx';
import { nextStepOf, type Turn } from './turns.ts';
import type { Steps } from './use-steps.ts';

export interface TurnRowProps {
  readonly turn: Turn;
  readonly isFirst: boolean;
  readonly isOwnList: boolean;
  readonly mayStep: boolean;
  readonly patient: Patient | undefined;
  readonly arePeopleRead: boolean;
  /** "Dr Petrova, room 4". */
  readonly where: string;
  readonly today: string;
  readonly now: number;
  readonly zone: string;
  readonly steps: Steps;
}

/** Time, name with two identifiers, state since when, and one button for the next step. */
export function TurnRow(props: TurnRowProps): JSX.Element {
  const { turn, patient, where, today } = props;
  const { slot, patientId } = turn.row.content;
  const name = patient ? (
    <PatientName patient={patient} />
  ) : (
    <span class="soft">{nameWords(patient, props.arePeopleRead)}</span>
  );
  return (
    <div class="turn-row" data-turn={turn.id}>
      <time dateTime={slot?.wall.slice(11, 16)}>{slot?.wall.slice(11, 16)}</time>
      <div>
        {patientId ? (
          <a class="turn-name" href={`/patients/${patientId}`}>
            {name}
          </a>
        ) : (
          name
        )}
        <p class="facts">
          {patient && <IdentityLine patient={patient} today={today} />}
          <span>{where}</span>
        </p>
      </div>
      <span class="turn-state">
        <State {...props} /> <UnsentChip trail={turn.row.trail} />
      </span>
      <Next {...props} />
    </div>
  );
}

/** What the row says besides the time: never a colour alone. */
function State({ turn, now, zone }: TurnRowProps): JSX.Element {
  const { arrivedAt, statusSince, slot } = turn.row.content;
  const since = arrivedAt ?? statusSince ?? '';
  const span = since ? spanText(now - Date.parse(since)) : '';
  const isHere = turn.row.content.status === 'arrived';
  const lateMs = slot ? now - Date.parse(slot.start) : 0;
  switch (turn.look) {
    case 'clash':
      return (
        <Chip tone="alarm" icon="alert">
          {isHere ? t('today.clashWaiting', { span }) : t('today.clash')}
        </Chip>
      );
    case 'arrived':
      return (
        <Chip tone="accent" icon="people">
          {t('today.since', { time: timeText(since, zone), span })}
        </Chip>
      );
    case 'room':
      return (
        <Chip tone="accent" icon="door">
          {statusSince
            ? t('today.roomSince', { time: timeText(statusSince, zone) })
            : t('today.room')}
        </Chip>
      );
    case 'hold':
      return (
        <Chip tone="hold" icon="clock">
          {t('today.provisional')}
        </Chip>
      );
    case 'booked':
      return lateMs >= LATE_MS ? (
        <Chip tone="caution" icon="clock">
          {t('today.late', { span: spanText(lateMs) })}
        </Chip>
      ) : (
        <span class="soft">{t('today.expected')}</span>
      );
    case 'done':
    case 'noshow':
    case 'cancelled':
      return <span class="soft">{stateWords(turn, zone)}</span>;
  }
}

/** Below this nobody is called late. */
const LATE_MS = 5 * 60_000;

function Next(props: TurnRowProps): JSX.Element | null {
  const { turn, steps, mayStep, isFirst, isOwnList, patient } = props;
  const held = steps.held.value.has(turn.id);
  const name = <span class="vh"> {nameWords(patient, true)}</span>;
  if (held) {
    return (
      <Button icon="undo" onClick={() => void steps.undo(turn.id)}>
        {t('today.undo')}
        {name}
      </Button>
    );
  }
  if (turn.look === 'clash') {
    return (
      <a class="btn" href={`/inbox?case=${turn.id}`}>
        {t('today.sortOut')}
        {name}
      </a>
    );
  }
  const to = nextStepOf(turn.row.content.status, isOwnList);
  if (!to) return <span />;
  return (
    <Button
      kind={isFirst ? 'main' : 'plain'}
      disabled={!mayStep}
      onClick={() => void steps.step(turn.row, to)}
    >
      {stepWords(to)}
      {name}
    </Button>
  );
}
