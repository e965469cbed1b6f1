import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { isUuid } from '#shared/domain/ids.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { seedOf } from './booking-draft.ts';
import { MoveBooking } from './move-booking.tsx';
import { NewBooking } from './new-booking.tsx';

/** `/book?patient=&practitioner=&wall=&minutes=` books; `/book?move=` gives a booking another time. */
export function BookingScreen(): JSX.Element {
  const { query } = useLocation();
  const mayBook = mayWrite(useRoles(), 'appointments', '/slot');
  const moving = isUuid(query['move']) ? query['move'] : null;
  const seed = seedOf(query);
  return (
    <Screen title={t(moving ? 'booking.titleMove' : 'booking.title')}>
      {!mayBook && (
        <Notice tone="caution" title={t('booking.mayNotBook')}>
          {t('booking.mayNotBookWhy')}
        </Notice>
      )}
      {mayBook && moving && <MoveBooking key={moving} id={moving} />}
      {mayBook && !moving && <NewBooking key={seed.from} seed={seed} />}
    </Screen>
  );
}
