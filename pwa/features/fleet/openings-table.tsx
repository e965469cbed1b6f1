import type { JSX } from 'preact';
import type { OpeningRow } from '#shared/sync/fleet.ts';
import { agoText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';

/** Whose records were opened on devices that do not hold them: who did, where and why. */
export function OpeningsTable({
  openings,
  now,
}: {
  readonly openings: readonly OpeningRow[];
  readonly now: number;
}): JSX.Element | null {
  if (openings.length === 0) return null;
  return (
    <section class="card refused" aria-labelledby="fleet-openings">
      <h2 id="fleet-openings" class="card-head">
        {t('fleet.openings')}
      </h2>
      <p class="soft small">{t('fleet.openingsWhy')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('fleet.openingReason')}</th>
            <th scope="col">{t('fleet.openingPerson')}</th>
            <th scope="col">{t('fleet.openingDevice')}</th>
            <th scope="col">{t('fleet.openingWhen')}</th>
          </tr>
        </thead>
        <tbody>
          {openings.map(({ id, reason, person, device, at, patientId }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{reason}</bdi>{' '}
                <small>
                  <a href={`/patients/${patientId}`}>{t('fleet.openingRecord')}</a>
                </small>
              </th>
              <td data-label={t('fleet.openingPerson')}>
                <bdi>{person ?? t('fleet.nobody')}</bdi>
              </td>
              <td data-label={t('fleet.openingDevice')}>
                <bdi>{device ?? t('fleet.refusedUnknown')}</bdi>
              </td>
              <td data-label={t('fleet.openingWhen')}>
                {agoText(Math.max(0, now - Date.parse(at)))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
