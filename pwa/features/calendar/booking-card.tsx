import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Patient } from '#shared/domain/patient.ts';
import { dayStepsFrom, isCancellable, type DayStep } from '#shared/domain/appointment-step.ts';
import { isMovable } from '#shared/domain/move-appointment.ts';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import type { Box, Column } from './day-columns.ts';
import {
  holderOf,
  nameWords,
  signOf,
  spanWords,
  stateWords,
  stepWords,
  whoWords,
} from './words.ts';

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
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

/** Who a booking is for, with birth date and MRN before any action (UI.md 4). */
export function BookingCard(props: BookingCardProps): JSX.Element {
  const { box, column, patient, arePeopleRead, zone, card } = props;
  const { content } = box.row;
  const root = usePlaced(card);
  const sign = signOf(box.look);
  const state = stateWords(box, zone) || t('calendar.booked');
  return (
    <div
      ref={root}
      class="cal-card card"
      role={card.isPinned ? 'dialog' : 'tooltip'}
      aria-labelledby="cal-card-name"
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && (event.stopPropagation(), props.onClose())}
    >
      <h2 id="cal-card-name" class="cal-card-name">
        <bdi>{nameWords(patient, arePeopleRead)}</bdi>
      </h2>
      <p class="soft">
        <bdi>{whoWords(patient)}</bdi>
      </p>
      <p>
        <bdi>{spanWords(box)}</bdi> · <bdi>{column.name || t('calendar.noClinician')}</bdi>
      </p>
      <p class={`chip chip-state-${box.look}`}>
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
          <Icon name="clock" /> {t('calendar.notSent')}
        </p>
      )}
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
  const { box, rights } = props;
  const { content } = box.row;
  const steps = dayStepsFrom(content.status);
  return (
    <div class="cal-card-actions">
      {steps.map((to, i) => (
        <button
          key={to}
          type="button"
          class={`btn${i === 0 && to !== 'booked' ? ' btn-main' : ''}`}
          aria-disabled={!rights.mayStep}
          onClick={() => rights.mayStep && props.onStep(to)}
        >
          {stepWords(to)}
        </button>
      ))}
      {isMovable(content) && (
        <button
          type="button"
          class="btn"
          aria-disabled={!rights.mayMove}
          onClick={() => rights.mayMove && props.onMove()}
        >
          {t('calendar.move')}
        </button>
      )}
      {isCancellable(content) && (
        <button
          type="button"
          class="btn"
          aria-disabled={!rights.mayMove}
          onClick={() => rights.mayMove && props.onCancel()}
        >
          {t('calendar.cancel')}
        </button>
      )}
      {content.patientId && (
        <a class="btn" href={`/patients/${content.patientId}`}>
          {t('calendar.openChart')}
        </a>
      )}
      <button type="button" class="btn btn-quiet" onClick={props.onClose}>
        {t('calendar.close')}
      </button>
      {!rights.mayMove && <p class="hint">{t('calendar.mayNotMove')}</p>}
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
