import type { JSX } from 'preact';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointmentsOn, useClashesBetween } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { lookOf } from '#pwa/widgets/booking-look.ts';
import { daySum } from '#pwa/widgets/day-sum.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { NeedsMe } from './needs-me.tsx';
import { TurnParts } from './turn-parts.tsx';

/** The day's list for whoever is signed in, with what needs them above it. */
export function TodayScreen(): JSX.Element {
  const today = useToday();
  const roles = useRoles();
  const clashes = useClashesBetween(today, addDays(today, DAYS_AHEAD)).value;
  const live = useAppointmentsOn(today);
  return (
    <Screen
      title={t('today.title')}
      actions={
        <>
          {roles.includes('nurse') && (
            <a class="btn" href="/wards">
              <Icon name="bed" />
              {t('today.wards')}
            </a>
          )}
          <a class="btn" href="/queue">
            {t('today.queue')}
          </a>
          <a class="btn btn-main" href="/book">
            <Icon name="plus" />
            {t('today.book')}
          </a>
        </>
      }
    >
      <WhenReady live={live}>
        {(rows) => (
          <div class="stack turns-page">
            <NeedsMe
              clashes={clashes.kind === 'ready' ? clashes.rows.filter(isClash).length : 0}
              holds={provisional(rows)}
            />
            <TurnParts rows={rows} today={today} />
          </div>
        )}
      </WhenReady>
    </Screen>
  );
}

/** How far ahead a lost time is brought up here. */
const DAYS_AHEAD = 30;

function isClash({ content }: Stored<'appointments'>): boolean {
  return lookOf(content) === 'clash';
}

function provisional(rows: readonly Stored<'appointments'>[]): number {
  return daySum(rows).provisional.length;
}
