import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { Icon } from '#pwa/ui/icon.tsx';

/** Nobody is on this device: because the first of them are on their way, or because there is nobody yet. */
export function NobodyHere(): JSX.Element {
  const isArriving = useReplica()?.sync.isArriving.value ?? true;
  return (
    <div class="card blank" role="status">
      <Icon name="people" />
      <h2>{t(isArriving ? 'patients.emptyLoading' : 'patients.empty')}</h2>
      <p>{t(isArriving ? 'patients.emptyLoadingWhy' : 'patients.emptyWhy')}</p>
    </div>
  );
}
