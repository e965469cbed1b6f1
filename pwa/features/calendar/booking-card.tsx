import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Patient } from '#shared/domain/patient.ts';
import { dayStepsFrom, isCancellable, type DayStep } from '#shared/domain/appointment-step.ts';
import { isMovable } from '#shared/domain/move-appointment.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { useKeys } from '#pwa/ui/use-keys.ts';
import {
  nameWords,
  signOf,
  stateWords,
  stepWords,
  whoWords,
} from '#pwa/widgets/appointment-words.ts';
import type { Look } from '#pwa/widgets/booking-look.ts';
import { RemindersOf } from '#pwa/widgets/reminders-of.tsx';
import { columnName } from './column-name.ts';
import type { Box, Column } from './day-columns.ts';
import { holderOf, spanWords } from './words.ts';

/** Which booking has its card open; pinned ones carry the actions, the others only say who it is. */
export interface CardState {
  readonly id: string;
  readonly isPinned: boolean;
  readonly anchor: DOMRect;
}
export interface BookingCardProps {
  readonly box: Box;
  readonly column: Column;
  readonly patient: Patient | undefined;
  readonly arePeopleRead: boolean;
  readonly people: ReadonlyMap<string, Patient>;
  readonly zone: string;
  readonly card: CardState;
  readonly rights: { readonly mayStep: boolean; readonly mayMove: boolean };
  readonly onStep: (to: DayStep) => void;
  readonly onMove: () => void;
  readonly onMoveDay: () => void;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

const CHIPS: Readonly<Record<Look, string>> = {
  booked: '',
  arrived: ' chip-accent',
  room: ' chip-accent',
  done: '',
  noshow: '',
  hold: ' chip-hold',
  clash: ' chip-alarm',
  cancelled: '',
};

/** Who a booking is for, with birth date and MRN before any action (UI.md 4). */
export function BookingCard(props: BookingCardProps): JSX.Element {
  const { box, column, patient, arePeopleRead, zone, card } = props;
  const { content } = box.row;
  const root = usePlaced(card);
  useKeys(root, (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    props.onClose();
  });
  const sign = signOf(box.look);
  const state = stateWords(box, zone) || t('calendar.booked');
  return (
    <div
      ref={root}
      class="cal-card card"
      role={card.isPinned ? 'dialog' : 'tooltip'}
      aria-labelledby="cal-card-name"
      tabIndex={-1}
    >
      <h2 id="cal-card-name" class="cal-card-name">
        <bdi>{nameWords(patient, arePeopleRead)}</bdi>
      </h2>
      <p class="soft">
        <bdi>{whoWords(patient)}</bdi>
      </p>
      <p>
        <bdi>{spanWords(box)}</bdi> · <bdi>{columnName(column)}</bdi>
      </p>
      <p class={`chip${CHIPS[box.look]}`}>
        {sign && <Icon name={sign} />} {state}
      </p>
      {content.visitType && <p>{content.visitType}</p>}
      {content.reason && <p>{content.reason}</p>}
      {content.comment && <p class="soft">{content.comment}</p>}
      {content.overbookingReason && (
        <p class="soft">{t('calendar.overbooked', { reason: content.overbookingReason })}</p>
      )}
      {content.cancelReason && (
        <p class="soft">{t('calendar.cancelledBecause', { reason: content.cancelReason })}</p>
      )}
      {box.look === 'clash' && <Holder {...props} />}
      {box.row.unsent !== undefined && (
        <p class="chip chip-hold">
          <Icon name="kept" /> {t('calendar.notSent')}
        </p>
      )}
      {card.isPinned && <RemindersOf id={box.id} appointment={content} />}
      {card.isPinned && <CardActions {...props} />}
    </div>
  );
}

function Holder({ box, column, people, arePeopleRead }: BookingCardProps): JSX.Element | null {
  const holder = holderOf(box, column.boxes);
  if (!holder) return null;
  const name = nameWords(people.get(holder.row.content.patientId ?? ''), arePeopleRead);
  const key = holder.id === box.row.content.clashWith ? 'calendar.heldBy' : 'calendar.alsoWanted';
  return <p class="cal-card-alarm">{t(key, { name, time: spanWords(holder) })}</p>;
}

function CardActions(props: BookingCardProps): JSX.Element {
  const { box, rights, column } = props;
  const { content } = box.row;
  const why = rights.mayStep ? t('calendar.mayNotMove') : t('calendar.mayNotStep');
  return (
    <div class="cal-card-actions">
      {dayStepsFrom(content.status).map((to, i) => (
        <Button
          key={to}
          kind={i === 0 && to !== 'booked' ? 'main' : 'plain'}
          disabled={!rights.mayStep}
          onClick={() => props.onStep(to)}
        >
          {stepWords(to, content.status)}
        </Button>
      ))}
      {isMovable(content) && (
        <>
          {column.subject !== '' && (
            <Button icon="move" disabled={!rights.mayMove} onClick={props.onMove}>
              {t('calendar.move')}
            </Button>
          )}
          <Button icon="calendar" disabled={!rights.mayMove} onClick={props.onMoveDay}>
            {t('appointment.moveDay')}
          </Button>
        </>
      )}
      {isCancellable(content) && (
        <Button disabled={!rights.mayMove} onClick={props.onCancel}>
          {t('calendar.cancel')}
        </Button>
      )}
      {content.patientId && (
        <a class="btn" href={`/patients/${content.patientId}`}>
          {t('calendar.openChart')}
        </a>
      )}
      <Button kind="quiet" onClick={props.onClose}>
        {t('calendar.close')}
      </Button>
      {!rights.mayMove && <p class="hint">{why}</p>}
    </div>
  );
}

const GAP = 8;

/** Stands beside its booking, on whichever side has room; takes the focus once it has actions. */
function usePlaced(card: CardState): { current: HTMLDivElement | null } {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    const { anchor } = card;
    const isRoomAfter = anchor.right + GAP + width < window.innerWidth;
    const left = isRoomAfter ? anchor.right + GAP : Math.max(GAP, anchor.left - GAP - width);
    const top = Math.max(GAP, Math.min(anchor.top, window.innerHeight - height - GAP));
    element.style.setProperty('left', `${left}px`);
    element.style.setProperty('top', `${top}px`);
  });
  useEffect(() => {
    if (card.isPinned) (root.current?.querySelector<HTMLElement>('.btn') ?? root.current)?.focus();
  }, [card.isPinned, card.id]);
  return root;
}
