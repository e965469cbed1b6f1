import type { JSX } from 'preact';
import { BookingCard } from './booking-card.tsx';
import type { Box } from './day-columns.ts';
import type { Card } from './use-card.ts';
import type { DayView } from './use-day.ts';
import type { Deeds } from './use-deeds.ts';
import type { Rights } from './use-rights.ts';

export interface OpenCardProps {
  readonly card: Card;
  readonly deeds: Deeds;
  readonly view: Pick<DayView, 'columns' | 'people' | 'arePeopleRead' | 'zone'>;
  readonly rights: Rights;
  readonly boxOf: (id: string) => Box | undefined;
  readonly lift: (box: Box) => void;
  readonly onMoveDay: (appointmentId: string) => void;
}

/** The card of the booking under the focus or the pointer; pressed, it carries the actions. */
export function OpenCard(props: OpenCardProps): JSX.Element | null {
  const { deeds, view, boxOf } = props;
  const card = props.card.card.value;
  const box = card && boxOf(card.id);
  const column = view.columns.find(({ boxes }) => boxes.some(({ id }) => id === card?.id));
  if (!card || !box || !column) return null;
  const { row } = box;
  const closing = (deed: () => void) => (): void => {
    props.card.close();
    deed();
  };
  return (
    <BookingCard
      {...{ box, column, card }}
      patient={view.people.get(row.content.patientId ?? '')}
      arePeopleRead={view.arePeopleRead}
      people={view.people}
      zone={view.zone}
      rights={props.rights}
      onStep={(to) => closing(() => deeds.step(row, to))()}
      onMove={closing(() => props.lift(box))}
      onMoveDay={() => props.onMoveDay(box.id)}
      onCancel={closing(() => deeds.askToCancel(row))}
      onClose={props.card.close}
    />
  );
}
