import type { JSX } from 'preact';
import type { EscrowEntry } from '#shared/sync/escrow.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { PatientName } from '#pwa/widgets/patient-name.tsx';

export interface SettledListProps {
  readonly settled: readonly EscrowEntry[];
  readonly zone: string;
}

/** What was decided lately: by whom, when, how and why. */
export function SettledList({ settled, zone }: SettledListProps): JSX.Element | null {
  if (settled.length === 0) return null;
  return (
    <section class="card refused" aria-labelledby="escrow-settled">
      <h2 id="escrow-settled" class="card-head">
        {t('escrow.settled')}
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('escrow.change')}</th>
            <th scope="col">{t('escrow.decision')}</th>
            <th scope="col">{t('escrow.by')}</th>
            <th scope="col">{t('escrow.when')}</th>
          </tr>
        </thead>
        <tbody>
          {settled.map((one) => (
            <Row key={one.key} one={one} zone={zone} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  one,
  zone,
}: {
  readonly one: EscrowEntry;
  readonly zone: string;
}): JSX.Element | null {
  const { settled, patient, author, collection } = one;
  if (!settled) return null;
  return (
    <tr>
      <th scope="row">
        {patient ? <PatientName patient={patient} /> : t(`syncPanel.of.${collection}`)}{' '}
        {author && (
          <small>
            <bdi>{author}</bdi>
          </small>
        )}
      </th>
      <td data-label={t('escrow.decision')}>
        {t(`escrow.as.${settled.decision}`)} {settled.reason && <bdi>({settled.reason})</bdi>}
      </td>
      <td data-label={t('escrow.by')}>
        <bdi>{settled.by ?? t('escrow.byHospital')}</bdi>
      </td>
      <td data-label={t('escrow.when')}>
        <bdi>{momentText(settled.at, zone)}</bdi>
      </td>
    </tr>
  );
}
