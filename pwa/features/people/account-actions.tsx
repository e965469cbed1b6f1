import type { JSX } from 'preact';
import type { Account } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { PhotoField } from './photo-field.tsx';
import type { PutPhoto } from './use-photo-change.ts';

export interface AccountActionsProps {
  readonly account: Account;
  readonly isSelf: boolean;
  readonly onActive: (account: Account, isActive: boolean) => void;
  readonly onReset: (account: Account) => void;
  readonly onPhoto: PutPhoto;
}

/** What can be done to an account besides changing it, each with what it does. */
export function AccountActions({
  account,
  isSelf,
  onActive,
  onReset,
  onPhoto,
}: AccountActionsProps): JSX.Element {
  const why = isSelf ? t('people.notYourself') : undefined;
  return (
    <ul class="account-acts">
      <li>
        <PhotoField account={account} onPhoto={onPhoto} />
      </li>
      {account.isActive && (
        <li>
          <p class="soft small">{t('people.resetWhy')}</p>
          <Button icon="key" disabled={isSelf} why={why} onClick={() => onReset(account)}>
            {t('people.reset')}
          </Button>
        </li>
      )}
      <li>
        <p class="soft small">
          {account.isActive ? t('people.deactivateWhy') : t('people.inactive')}
        </p>
        <Button
          icon={account.isActive ? 'lock' : 'undo'}
          disabled={isSelf}
          why={why}
          onClick={() => onActive(account, !account.isActive)}
        >
          {t(account.isActive ? 'people.deactivate' : 'people.reactivate')}
        </Button>
      </li>
    </ul>
  );
}
