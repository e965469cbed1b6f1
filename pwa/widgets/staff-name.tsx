import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { useStaff } from '#pwa/store/use-staff.ts';

/** The name of somebody who works here; in words where this device does not know them. */
export function StaffName({ id }: { readonly id: string | null | undefined }): JSX.Element {
  const nameOf = useStaff();
  const name = nameOf(id);
  return name ? <bdi>{name}</bdi> : <span class="soft">{t('widgets.staffUnknown')}</span>;
}
