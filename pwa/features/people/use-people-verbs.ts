import type { Signal } from '@preact/signals';
import type { Account } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { changeOf, newAccountOf, type AccountForm } from './account-form.ts';
import { refusalWords } from './people-words.ts';
import type { Secret } from './secret-dialog.tsx';
import type { Accounts } from './use-accounts.ts';

/** The layer over the list. */
export type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'account'; readonly account: Account | null }
  | { readonly kind: 'secret'; readonly secret: Secret };

export interface PeopleVerbs {
  /** What stands in the way in words, or null when it is done. */
  readonly save: (before: Account | null, form: AccountForm) => Promise<string | null>;
  readonly activate: (account: Account, isActive: boolean) => Promise<void>;
  readonly reset: (account: Account) => Promise<void>;
  /** What stands in the way in words, or null when it is done. */
  readonly putPhoto: (account: Account | null, photo: Blob | null) => Promise<string | null>;
}

/** What an administrator does to accounts. */
export function usePeopleVerbs(accounts: Accounts, opened: Signal<Opened>): PeopleVerbs {
  const close = (): void => void (opened.value = { kind: 'none' });
  const add = async (form: AccountForm): Promise<string | null> => {
    const answer = await accounts.add(newAccountOf(form));
    if (!answer.ok) return refusalWords(answer.error);
    const { person, temporaryPassword: password } = answer.value;
    if (password) opened.value = { kind: 'secret', secret: { person, password } };
    else close();
    showToast({ text: t('people.added', { name: person.name }) });
    return null;
  };
  const change = async (before: Account, form: AccountForm): Promise<string | null> => {
    const wanted = changeOf(before, form);
    if (Object.keys(wanted).length === 0) return (close(), null);
    const answer = await accounts.change(before.id, wanted);
    if (!answer.ok) return refusalWords(answer.error);
    close();
    const { name, roles, practitionerId } = before;
    showToast({
      text: t('people.saved', { name: answer.value.name }),
      undo: async () => void (await accounts.change(before.id, { name, roles, practitionerId })),
    });
    return null;
  };
  const activate = async (account: Account, isActive: boolean): Promise<void> => {
    const answer = await accounts.change(account.id, { isActive });
    if (!answer.ok) return showToast({ text: refusalWords(answer.error), tone: 'alarm' });
    close();
    const key = isActive ? 'people.reactivated' : 'people.deactivated';
    showToast({
      text: t(key, { name: account.name }),
      undo: async () => void (await accounts.change(account.id, { isActive: !isActive })),
    });
  };
  const reset = async (account: Account): Promise<void> => {
    const answer = await accounts.reset(account.id);
    if (!answer.ok) return showToast({ text: refusalWords(answer.error), tone: 'alarm' });
    const { person, temporaryPassword: password } = answer.value;
    if (password) opened.value = { kind: 'secret', secret: { person, password } };
  };
  const putPhoto = async (account: Account | null, photo: Blob | null): Promise<string | null> => {
    if (!account) return null;
    const answer = await accounts.putPhoto(account.id, photo);
    return answer.ok ? null : refusalWords(answer.error);
  };
  return {
    save: (before, form) => (before ? change(before, form) : add(form)),
    activate,
    reset,
    putPhoto,
  };
}
