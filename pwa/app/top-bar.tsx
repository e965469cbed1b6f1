import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SyncMark } from './sync-mark/sync-mark.tsx';

interface TopBarProps {
  readonly onFind: () => void;
  readonly onKeys: () => void;
}

/** Find, the sync mark, the person: always in this order, always in sight. */
export function TopBar({ onFind, onKeys }: TopBarProps): JSX.Element {
  return (
    <header class="topbar no-print">
      <button
        class="find"
        type="button"
        aria-keyshortcuts="Control+K /"
        aria-haspopup="dialog"
        onClick={onFind}
      >
        <Icon name="search" />
        <span>{t('shell.find')}</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <div class="push" />
      <SyncMark />
      <PersonMenu onKeys={onKeys} />
    </header>
  );
}
