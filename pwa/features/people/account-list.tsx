import type { JSX } from 'preact';
import type { Account } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { VirtualList } from '#pwa/ui/virtual-list.tsx';
import { StaffFace } from '#pwa/widgets/staff-face.tsx';
import { roleWords, seenWords } from './people-words.ts';

const ROW_HEIGHT = 76;

export interface AccountListProps {
  readonly accounts: readonly Account[];
  readonly text: string;
  readonly self: string | null;
  readonly onOpen: (account: Account) => void;
}

/** Everybody in a row; the whole row opens the account. */
export function AccountList({ accounts, text, self, onOpen }: AccountListProps): JSX.Element {
  const now = useNow(60_000).value;
  const zone = useZone();
  if (accounts.length === 0) {
    return (
      <div class="card blank">
        <Icon name="people" />
        <h2>{t('people.emptyTitle')}</h2>
        <p>{t('people.emptyWhy', { text })}</p>
      </div>
    );
  }
  return (
    <div class="card account-card">
      <VirtualList
        label={t('people.list')}
        items={accounts}
        rowHeight={ROW_HEIGHT}
        keyOf={({ id }) => id}
        render={(account) => (
          <AccountRow
            account={account}
            seen={seenWords(account, { now, zone })}
            isSelf={account.id === self}
            onOpen={onOpen}
          />
        )}
      />
    </div>
  );
}

interface AccountRowProps {
  readonly account: Account;
  readonly seen: string;
  readonly isSelf: boolean;
  readonly onOpen: (account: Account) => void;
}

function AccountRow({ account, seen, isSelf, onOpen }: AccountRowProps): JSX.Element {
  return (
    <button
      type="button"
      class="account-row"
      data-off={!account.isActive}
      onClick={() => onOpen(account)}
    >
      <StaffFace person={account} />
      <span class="account-name">
        <b>
          <bdi>{account.name}</bdi>
          {isSelf && <span class="faint"> · {t('people.you')}</span>}
        </b>
        <small class="soft">
          <bdi>{account.username}</bdi> · {seen}
        </small>
      </span>
      <span class="account-roles">
        {!account.isActive && (
          <Chip tone="caution" icon="lock">
            {t('people.inactive')}
          </Chip>
        )}
        {account.isActive && account.mustChangePassword && (
          <Chip tone="plain" icon="key">
            {t('people.temporary')}
          </Chip>
        )}
        {account.roles.map((role) => (
          <Chip key={role} tone={role === 'admin' ? 'accent' : 'plain'}>
            {roleWords(role)}
          </Chip>
        ))}
      </span>
      <Icon name="next" />
    </button>
  );
}
