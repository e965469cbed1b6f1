import type { JSX } from 'preact';
import type { RefusedCount } from '#shared/sync/fleet.ts';
import { agoText, countText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';

export interface RefusedTableProps {
  readonly refused: readonly RefusedCount[];
  readonly now: number;
}

/** What the hospital turned down since its server started: why, how often, when last and from which device. */
export function RefusedTable({ refused, now }: RefusedTableProps): JSX.Element {
  return (
    <section class="card refused" aria-labelledby="fleet-refused">
      <h2 id="fleet-refused" class="card-head">
        {t('fleet.refusedTitle')}
      </h2>
      {refused.length === 0 ? (
        <p class="soft small">{t('fleet.refusedNone')}</p>
      ) : (
        <>
          <p class="soft small">{t('fleet.refusedWhy')}</p>
          <Table refused={refused} now={now} />
        </>
      )}
    </section>
  );
}

function Table({ refused, now }: RefusedTableProps): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('fleet.refusedReason')}</th>
          <th scope="col" class="num">
            {t('fleet.refusedTimes')}
          </th>
          <th scope="col">{t('fleet.refusedLast')}</th>
          <th scope="col">{t('fleet.refusedFrom')}</th>
        </tr>
      </thead>
      <tbody>
        {refused.map((one) => (
          <tr key={`${one.door} ${one.of} ${one.code}`}>
            <th scope="row">
              {reasonWords(one)} <small>{t(`fleet.door.${one.door}`)}</small>
            </th>
            <td class="num">{countText(one.count)}</td>
            <td data-label={t('fleet.refusedLast')}>
              {agoText(Math.max(0, now - Date.parse(one.lastAt)))}
            </td>
            <td data-label={t('fleet.refusedFrom')}>
              {one.device === null ? (
                <span class="soft">{t('fleet.refusedUnknown')}</span>
              ) : (
                <bdi>{one.device}</bdi>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A refused change has the words that its author reads. */
function reasonWords(one: RefusedCount): string {
  return one.of === 'row' ? t(`inbox.code.${one.code}`) : t(`fleet.request.${one.code}`);
}
