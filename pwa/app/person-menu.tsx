import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useSessionKeeper } from '#pwa/store/session-keeper-context.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { StaffFace } from '#pwa/widgets/staff-face.tsx';
import { LanguageField, ThemeField } from './account/choices.tsx';

/** Who is signed in, and what they can set or leave: one tap to lock or switch. */
export function PersonMenu({ onKeys }: { readonly onKeys: () => void }): JSX.Element | null {
  const session = useSession();
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const wasOpened = useSignal(false);
  if (session.kind !== 'signed-in') return null;
  const { name, roles } = session.person;
  return (
    <>
      <button type="button" class="person" popovertarget={id}>
        <StaffFace person={session.person} />
        <span class="person-name" aria-hidden="true">
          <b>{name}</b>
          <br />
          <span class="stamp">{roles.map((role) => t(`shell.role.${role}`)).join(', ')}</span>
        </span>
        <span class="vh">{t('shell.person', { name })}</span>
      </button>
      <div
        ref={menu}
        id={id}
        class="menu"
        popover="auto"
        onBeforeToggle={() => (wasOpened.value = true)}
      >
        {wasOpened.value && (
          <MenuItems onKeys={onKeys} onLeave={() => menu.current?.hidePopover()} />
        )}
      </div>
    </>
  );
}

interface MenuItemsProps {
  readonly onKeys: () => void;
  readonly onLeave: () => void;
}

function MenuItems({ onKeys, onLeave }: MenuItemsProps): JSX.Element | null {
  const session = useSession();
  const keeper = useSessionKeeper();
  if (session.kind !== 'signed-in') return null;
  const { name, roles } = session.person;
  const leave = (then: () => void) => () => {
    onLeave();
    then();
  };
  return (
    <>
      <p class="menu-who">
        <b>{name}</b>
        <span class="stamp"> {session.device.name}</span>
      </p>
      <button type="button" class="menu-item" onClick={leave(() => void keeper.lock())}>
        <Icon name="lock" />
        {t('shell.lock')}
        <kbd class="push">Alt L</kbd>
      </button>
      {roles.includes('admin') && (
        // The bar of a phone has room for five.
        <a class="menu-item phone" href="/admin" onClick={leave(() => undefined)}>
          <Icon name="admin" />
          {t('shell.admin')}
        </a>
      )}
      <a class="menu-item" href="/account" onClick={leave(() => undefined)}>
        <Icon name="person" />
        {t('shell.account')}
      </a>
      <button type="button" class="menu-item" onClick={leave(onKeys)}>
        <Icon name="keyboard" />
        {t('shell.keys')}
        <kbd class="push">?</kbd>
      </button>
      <div class="menu-set">
        <LanguageField />
        <ThemeField />
      </div>
      <button type="button" class="menu-item" onClick={leave(() => void keeper.signOut())}>
        <Icon name="leave" />
        <span>
          {t('shell.signOut')}
          <span class="stamp menu-why">{t('shell.signOutWhy')}</span>
        </span>
      </button>
    </>
  );
}
