import type { JSX } from 'preact';
import { momentText } from '#pwa/i18n/formats.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { useStaff } from '#pwa/store/use-staff.ts';
import { useZone } from '#pwa/store/use-zone.ts';

interface RecordedByProps {
  readonly by: string | undefined;
  readonly at: string | undefined;
}

/** Who wrote something down and when, as far as the record and this device know. */
export function RecordedBy({ by, at }: RecordedByProps): JSX.Element | null {
  const nameOf = useStaff();
  const zone = useZone();
  if (!at) return null;
  const when = isolated(momentText(at, zone));
  const name = isolated(nameOf(by));
  return (
    <bdi>{name ? t('chart.recordedBy', { name, when }) : t('chart.recordedAt', { when })}</bdi>
  );
}
