import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { nameParts, shownName } from '#shared/domain/human-name.ts';
import type { Account } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePractitioners } from '#pwa/store/queries.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField, type Option } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { AdminTabs } from '#pwa/widgets/admin-tabs.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { accountsWith } from './account-form.ts';
import { AccountList } from './account-list.tsx';
import { roleWords } from './people-words.ts';
import { SecretDialog } from './secret-dialog.tsx';
import { useAccounts } from './use-accounts.ts';
import { usePeopleVerbs, type Opened, type PeopleVerbs } from './use-people-verbs.ts';

/** Everybody who can sign in: add them, change their roles, give them a new password, take their way in away. */
export function PeopleScreen(): JSX.Element {
  const accounts = useAccounts();
  const opened = useSignal<Opened>({ kind: 'none' });
  const verbs = usePeopleVerbs(accounts, opened);
  const session = useSession();
  const self = session.kind === 'signed-in' ? session.person.id : null;
  const all = accounts.all ?? [];
  const active = all.filter(({ isActive }) => isActive).length;
  return (
    <Screen
      title={t('people.title')}
      heading={
        <>
          <h1>{t('people.title')}</h1>
          {accounts.all && <p class="sub">{t('people.summary', { active, of: all.length })}</p>}
        </>
      }
      actions={<AdminTabs current="people" />}
    >
      <div class="stack">
        {accounts.trouble && <Unread isOld={accounts.all !== null} onRetry={accounts.reread} />}
        {!accounts.all && !accounts.trouble && <Skeleton rows={6} />}
        {accounts.all && (
          <Listed
            all={accounts.all}
            self={self}
            onOpen={(account) => (opened.value = { kind: 'account', account })}
          />
        )}
      </div>
      <Layer opened={opened} all={all} self={self} verbs={verbs} />
    </Screen>
  );
}

interface ListedProps {
  readonly all: readonly Account[];
  readonly self: string | null;
  /** Null opens an empty form. */
  readonly onOpen: (account: Account | null) => void;
}

function Listed({ all, self, onOpen }: ListedProps): JSX.Element {
  const text = useSignal('');
  return (
    <>
      <div class="people-bar">
        <TextField
          type="search"
          label={t('people.find')}
          value={text.value}
          onInput={(next) => (text.value = next)}
        />
        <Button kind="main" icon="plus" onClick={() => onOpen(null)}>
          {t('people.add')}
        </Button>
      </div>
      <AccountList
        accounts={accountsWith(text.value, all, roleWords)}
        text={text.value}
        self={self}
        onOpen={onOpen}
      />
    </>
  );
}

interface LayerProps {
  readonly opened: Signal<Opened>;
  readonly all: readonly Account[];
  readonly self: string | null;
  readonly verbs: PeopleVerbs;
}

/** The dialog over the list: an account, or a password shown once. */
function Layer({ opened, all, self, verbs }: LayerProps): JSX.Element | null {
  const practitioners = usePractitionerOptions();
  const open = opened.value;
  const close = (): void => void (opened.value = { kind: 'none' });
  if (open.kind === 'none') return null;
  if (open.kind === 'secret') return <SecretDialog secret={open.secret} onClose={close} />;
  // The dialog stays open over a new photo: it shows the account as it is now.
  const account = all.find(({ id }) => id === open.account?.id) ?? open.account;
  return (
    <AccountDialog
      key={account?.id ?? 'new'}
      account={account}
      taken={usernamesOf(all)}
      practitioners={practitioners}
      isSelf={account?.id === self}
      onSave={(form) => verbs.save(account, form)}
      onActive={(one, isActive) => void verbs.activate(one, isActive)}
      onReset={(one) => void verbs.reset(one)}
      onPhoto={(photo) => verbs.putPhoto(account, photo)}
      onClose={close}
    />
  );
}

function usernamesOf(accounts: readonly Account[]): ReadonlySet<string> {
  return new Set(accounts.map(({ username }) => username));
}

function usePractitionerOptions(): readonly Option[] {
  const live = usePractitioners().value;
  if (live.kind !== 'ready') return [];
  return live.rows
    .filter(({ content }) => content.isActive)
    .map(({ id, content }) => {
      const { family, given, title } = nameParts(shownName(content.names));
      return { value: id, label: [title, given, family].filter(Boolean).join(' ') };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

function Unread({
  isOld,
  onRetry,
}: {
  readonly isOld: boolean;
  readonly onRetry: () => void;
}): JSX.Element {
  return (
    <Notice
      tone={isOld ? 'info' : 'caution'}
      title={t('people.loadFailed')}
      action={<Button onClick={onRetry}>{t('ui.tryAgain')}</Button>}
    >
      {t('people.loadFailedWhy')}
    </Notice>
  );
}
