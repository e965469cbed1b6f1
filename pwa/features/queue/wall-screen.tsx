import type { JSX } from 'preact';
import { queueToken } from '#shared/domain/queue-token.ts';
import { timeText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointmentsOn, useLocations } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { calledNow, queueLanes } from './queue-lanes.ts';

/** The wall of the waiting room: tokens and rooms, nobody's name: `/queue/wall`. */
export function WallScreen(): JSX.Element {
  const now = useNow(5_000).value;
  const zone = useZone();
  const live = useAppointmentsOn(useToday());
  return (
    <Screen
      title={t('queue.wall')}
      heading={
        <div class="row row-apart">
          <h1>{t('queue.called')}</h1>
          <time class="wall-time">
            <bdi>{timeText(now, zone)}</bdi>
          </time>
        </div>
      }
      actions={
        <a class="btn no-print" href="/queue">
          {t('queue.title')}
        </a>
      }
    >
      <WhenReady live={live}>{(rows) => <Wall rows={rows} now={now} />}</WhenReady>
    </Screen>
  );
}

interface WallProps {
  readonly rows: readonly Stored<'appointments'>[];
  readonly now: number;
}

function Wall({ rows, now }: WallProps): JSX.Element {
  const nameOf = useClinicianNames();
  const locations = useLocations().value;
  const places = locations.kind === 'ready' ? locations.rows : [];
  const rooms = new Map(places.map(({ id, content }) => [id, content.name] as const));
  const called = calledNow(rows, now);
  const waiting = queueLanes(rows, now).filter((lane) => lane.waiting.length > 0);
  return (
    <div class="wall" aria-live="polite">
      {called.length === 0 && <p class="soft">{t('queue.nobodyCalled')}</p>}
      {called.map(({ id, content: { slot } }) => (
        <p key={id} class="wall-called">
          <b>
            <bdi>{queueToken(id)}</bdi>
          </b>
          <bdi>{rooms.get(slot?.roomId ?? '') ?? nameOf(slot?.practitionerId)}</bdi>
        </p>
      ))}
      <h2>{t('queue.waiting')}</h2>
      {waiting.map((lane) => (
        <p key={lane.practitionerId} class="wall-lane">
          <span>
            <bdi>{nameOf(lane.practitionerId)}</bdi>
          </span>
          {lane.waiting.map(({ id, token }) => (
            <bdi key={id}>{token}</bdi>
          ))}
        </p>
      ))}
    </div>
  );
}
