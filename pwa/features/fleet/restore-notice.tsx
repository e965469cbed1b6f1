import type { JSX } from 'preact';
import type { RestoreReport } from '#shared/sync/fleet.ts';
import { agoText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Notice } from '#pwa/ui/notice.tsx';

export interface RestoreNoticeProps {
  readonly restore: RestoreReport;
  readonly now: number;
}

/** What has come back since a restore, from whom, and which devices may still hold what is missing. */
export function RestoreNotice({ restore, now }: RestoreNoticeProps): JSX.Element {
  const { documents, mutations, refused, devices, missing } = restore;
  const brought = devices.filter((one) => one.documents + one.mutations > 0);
  return (
    <Notice
      tone={missing.length + refused > 0 ? 'caution' : 'good'}
      title={t('fleet.restored', { ago: agoText(now - Date.parse(restore.at)) })}
    >
      <p>
        {t('fleet.restoredBack', { documents, mutations })}{' '}
        {brought.length > 0 && (
          <>
            {t('fleet.restoredFrom')} <bdi>{namesOf(brought)}</bdi>.
          </>
        )}{' '}
        {refused > 0 && t('fleet.restoredRefused', { n: refused })}
      </p>
      <p>
        {missing.length === 0 ? (
          t('fleet.restoredWhole')
        ) : (
          <>
            {t('fleet.restoredMissing', { n: missing.length })} <bdi>{namesOf(missing)}</bdi>
          </>
        )}
      </p>
    </Notice>
  );
}

function namesOf(devices: readonly { readonly name: string }[]): string {
  return devices.map(({ name }) => name).join(', ');
}
