import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Account } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';

export interface Secret {
  readonly person: Account;
  readonly password: string;
}

/** A password that is shown once and kept nowhere. */
export function SecretDialog({
  secret,
  onClose,
}: {
  readonly secret: Secret;
  readonly onClose: () => void;
}): JSX.Element {
  const said = useSignal('');
  const { person, password } = secret;
  const copy = async (): Promise<void> => {
    // Absent on a plain http address of the house network.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const isCopied = await (
      clipboard?.writeText(password) ?? Promise.reject(new Error('no clipboard'))
    ).then(
      () => true,
      () => false,
    );
    said.value = t(isCopied ? 'people.copied' : 'people.notCopied');
  };
  return (
    <Dialog
      title={t('people.secretTitle', { name: person.name })}
      onClose={onClose}
      footer={
        <Button kind="main" onClick={onClose}>
          {t('people.done')}
        </Button>
      }
    >
      <div class="stack">
        <p>{t('people.secretOnce')}</p>
        <div class="secret">
          <p class="label" id="secret-label">
            {t('people.secretLabel', { username: person.username })}
          </p>
          <output class="secret-text" aria-labelledby="secret-label">
            <bdi>{password}</bdi>
          </output>
          <Button onClick={() => void copy()}>{t('people.copy')}</Button>
        </div>
        <p class="hint" role="status">
          {said.value}
        </p>
      </div>
    </Dialog>
  );
}
