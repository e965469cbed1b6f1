import type { JSX } from 'preact';
import { agoText, timeText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useNow } from '#pwa/store/use-now.ts';

const FRESH_MS = 120_000;

/** How old what is shown may be, while the hospital does not answer; nothing while it does. */
export function StaleNote(): JSX.Element | null {
  const now = useNow().value;
  const sync = useReplica()?.sync;
  const contact = sync?.lastContact.value;
  const zone = sync?.facility.value?.zone;
  if (!sync || !contact || sync.state.value.kind === 'saved') return null;
  const ageMs = now - Date.parse(contact);
  if (ageMs < FRESH_MS) return null;
  return (
    <p class="small soft">
      <bdi>{t('widgets.staleAt', { at: timeText(contact, zone), ago: agoText(ageMs) })}</bdi>{' '}
      {t('widgets.staleWhy')}
    </p>
  );
}
