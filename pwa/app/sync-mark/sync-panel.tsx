import type { JSX } from 'preact';
import { agoText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import type { Replica } from '#pwa/store/replica.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { clockText } from './sync-words.ts';
import { placeWords, useSyncWords } from './use-sync-words.ts';
import { WaitingTable } from './waiting-table.tsx';

/** What waits on this device, when the hospital last answered, and a way to try at once. */
export function SyncPanel({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const replica = useReplica();
  const words = useSyncWords();
  return (
    <Dialog
      title={t('syncPanel.panel')}
      onClose={onClose}
      wide
      footer={
        <>
          <Button kind="main" icon="send" onClick={() => replica?.sync.retry()}>
            {t('syncPanel.tryAgain')}
          </Button>
          <Button onClick={onClose}>{t('ui.close')}</Button>
        </>
      }
    >
      <p>
        <b>{words.first}</b> <bdi>{words.second}</bdi>
      </p>
      {replica && <Waiting replica={replica} />}
      {replica && <Comparison replica={replica} />}
    </Dialog>
  );
}

function Waiting({ replica }: { readonly replica: Replica }): JSX.Element {
  const n = replica.unsent.value;
  return (
    <>
      <Contact replica={replica} />
      {n === 0 ? (
        <p>{t('syncPanel.nothing')}</p>
      ) : (
        <>
          <h3>{t('syncPanel.waiting', { n })}</h3>
          <p class="soft">{t('syncPanel.keptHere', { place: placeWords() })}</p>
          <WaitingTable waiting={replica.waiting.value} />
        </>
      )}
    </>
  );
}

/** Whether what is held here is what the hospital has, as far as it was compared. */
function Comparison({ replica }: { readonly replica: Replica }): JSX.Element {
  const now = useNow(5000).value;
  const { sync } = replica;
  const compared = sync.compared.value;
  const zone = sync.facility.value?.zone;
  return (
    <>
      <h3>{t('syncPanel.comparison')}</h3>
      <p class="soft">
        {compared
          ? t('syncPanel.compared', { at: clockText(compared.at, now, zone), n: compared.mended })
          : t('syncPanel.neverCompared')}
      </p>
      <Button icon="check" onClick={() => sync.compare()}>
        {t('syncPanel.compare')}
      </Button>
    </>
  );
}

function Contact({ replica }: { readonly replica: Replica }): JSX.Element {
  const now = useNow(5000).value;
  const contact = replica.sync.lastContact.value;
  if (!contact) return <p class="soft">{t('syncPanel.neverContact')}</p>;
  const zone = replica.sync.facility.value?.zone;
  const ago = agoText(now - Date.parse(contact));
  return <p class="soft">{t('syncPanel.contact', { at: clockText(contact, now, zone), ago })}</p>;
}
