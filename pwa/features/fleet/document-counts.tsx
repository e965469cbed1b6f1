import type { JSX } from 'preact';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { countText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';

/** How many documents of each kind the hospital holds. */
export function DocumentCounts({ documents }: Pick<FleetAnswer, 'documents'>): JSX.Element {
  return (
    <section class="card counts" aria-labelledby="fleet-counts">
      <h2 id="fleet-counts" class="card-head">
        {t('fleet.countsTitle')}
      </h2>
      <table>
        <thead class="vh">
          <tr>
            <th scope="col">{t('fleet.collection')}</th>
            <th scope="col">{t('fleet.count')}</th>
          </tr>
        </thead>
        <tbody>
          {COLLECTIONS.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`fleet.collection.${name}`)}</th>
              <td class="num">{countText(documents[name] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
