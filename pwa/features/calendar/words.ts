import { holdsSlot } from '#shared/domain/appointment.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import type { PeopleOf } from '#pwa/store/use-people-of.ts';
import { nameWords } from '#pwa/widgets/appointment-words.ts';
import type { Box } from './day-columns.ts';
import { isUnmoved } from './move-target.ts';
import type { Moving } from './use-move.ts';

/** "15:00, 30 min free". */
export function freeWords(time: string, minutes: number): string {
  return t('calendar.free', { time, minutes });
}

/** One line under a carried booking: free or why not, and what the keys do. */
export function landingWords(
  { box, by, landing }: Moving,
  { people, arePeopleRead }: PeopleOf,
): string {
  const how = t(by === 'keys' ? 'calendar.carryByKeys' : 'calendar.carryByPointer');
  const { verdict, target } = landing;
  if (isUnmoved(box, target)) return `${t('calendar.carryHere')} ${how}`;
  switch (verdict.kind) {
    case 'free':
      return `${t('calendar.carryFree')} ${how}`;
    case 'room-full':
      return `${t('calendar.carryRoom')} ${how}`;
    case 'outside-hours':
      return `${t('calendar.carryOutside')} ${how}`;
    case 'taken': {
      const other = verdict.by[0]?.row.content;
      const name = nameWords(people.get(other?.patientId ?? ''), arePeopleRead);
      return `${t('calendar.carryTaken', { name, time: other?.slot?.wall.slice(11, 16) ?? '' })} ${how}`;
    }
  }
}

/** Who holds the time that a booking lost, or would be lost to it. */
export function holderOf(box: Box, boxes: readonly Box[]): Box | undefined {
  const { clashWith } = box.row.content;
  return (
    boxes.find(({ id }) => id === clashWith) ??
    boxes.find(({ row }) => row.content.clashWith === box.id && holdsSlot(row.content))
  );
}

/** "13:45 – 14:15". */
export function spanWords({ minute, minutes }: Pick<Box, 'minute' | 'minutes'>): string {
  return `${timeOf(minute)} – ${timeOf((minute + minutes) % 1440)}`;
}
