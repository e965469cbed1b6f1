import type { JSX } from 'preact';
import { heldFrom, isHeldDay } from '#shared/sync/window.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';

export interface FarNoteProps {
  /** `YYYY-MM-DD`, or '' while none is chosen. */
  readonly day: string;
  readonly isBooked: boolean;
}

/** True for a day further ahead than devices hold bookings: they cannot know what is free there. */
export function useIsFar(day: string): boolean {
  const today = useToday();
  return day > today && !isHeldDay(day, today);
}

/** What it means to book so far ahead: nobody knows here what is free, and afterwards where the booking can be seen. */
export function FarNote({ day, isBooked }: FarNoteProps): JSX.Element | null {
  if (!useIsFar(day)) return null;
  return (
    <Notice tone="hold" title={t('booking.far')}>
      {isBooked ? t('booking.farBooked', { date: dateText(heldFrom(day)) }) : t('booking.farFree')}
    </Notice>
  );
}
