import type { JSX } from 'preact';
import { queueToken } from '#shared/domain/queue-token.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { useZone } from '#pwa/store/use-zone.ts';

/** The ticket of the waiting room, 80 mm wide: the token large, with whom and where; nobody's name. On paper only. */
export function QueueTicket({ row }: { readonly row: Stored<'appointments'> }): JSX.Element {
  const { slot } = row.content;
  const nameOf = useClinicianNames();
  const now = useNow(60_000).value;
  const zone = useZone();
  const live = useLocations().value;
  const places = live.kind === 'ready' ? live.rows : [];
  const named = (id: string | undefined): string =>
    places.find((place) => place.id === id)?.content.name ?? '';
  const where = [named(slot?.clinicId), named(slot?.roomId)].filter(Boolean).join(', ');
  return (
    <article class="slip ticket" aria-hidden="true">
      <p class="ticket-token">
        <bdi>{queueToken(row.id)}</bdi>
      </p>
      <p>
        <bdi>{nameOf(slot?.practitionerId)}</bdi>
        <br />
        <bdi>{where}</bdi>
      </p>
      <p class="slip-foot">{t('kiosk.printed', { time: momentText(now, zone) })}</p>
    </article>
  );
}
