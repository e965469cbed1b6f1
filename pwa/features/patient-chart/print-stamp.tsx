import type { JSX } from 'preact';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useNow } from '#pwa/store/use-now.ts';

/** On paper only: who printed this and when, and how old what it says may be. */
export function PrintStamp({ zone }: { readonly zone: string }): JSX.Element | null {
  const session = useSession();
  const now = useNow(15_000).value;
  const contact = useReplica()?.sync.lastContact.value;
  if (session.kind !== 'signed-in') return null;
  const { person, device } = session;
  const when = momentText(now, zone);
  return (
    <p class="sheet-stamp paper-only">
      <bdi>{t('chart.printedBy', { when, name: person.name, device: device.name })}</bdi>{' '}
      {contact && <bdi>{t('chart.printedAsOf', { when: momentText(contact, zone) })}</bdi>}
    </p>
  );
}
