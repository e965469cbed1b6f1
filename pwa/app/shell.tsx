import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { t } from '#pwa/i18n/t.ts';
import { ScannedContext } from '#pwa/store/scanned-context.ts';
import { useSessionKeeper } from '#pwa/store/session-keeper-context.ts';
import { DeviceNotices } from './device-notices.tsx';
import { lazyLayer } from './lazy-layer.tsx';
import { Rail } from './rail.tsx';
import { Routes } from './routes.tsx';
import { nextRegion } from './next-region.ts';
import { TopBar } from './top-bar.tsx';
import { UpdatePrompt } from './update-prompt.tsx';
import { useScans } from './use-scans.ts';
import { useShortcuts } from './use-shortcuts.ts';

const FindPalette = lazyLayer(() =>
  import('./palette/find-palette.tsx').then((m) => m.FindPalette),
);
const KeysDialog = lazyLayer(() => import('./keys-dialog.tsx').then((m) => m.KeysDialog));

type Layer = 'none' | 'find' | 'keys';

/** The frame: the way through the house, the bar that never leaves, and one screen. */
export function Shell(): JSX.Element {
  const layer = useSignal<Layer>('none');
  const keeper = useSessionKeeper();
  const { route } = useLocation();
  useEffect(keepForStaff, []);
  useShortcuts({
    find: () => (layer.value = 'find'),
    keys: () => (layer.value = 'keys'),
    lock: () => void keeper.lock(),
    region: nextRegion,
    go: (path) => route(path),
  });
  const close = (): void => void (layer.value = 'none');
  const scanned = useScans(() => {
    close();
    route('/scan');
  });
  return (
    <div class="app">
      <a class="skip" href="#main">
        {t('ui.skip')}
      </a>
      <Rail />
      <TopBar onFind={() => (layer.value = 'find')} onKeys={() => (layer.value = 'keys')} />
      <div class="stage">
        <DeviceNotices />
        <UpdatePrompt />
        <ScannedContext.Provider value={scanned}>
          <Routes />
        </ScannedContext.Provider>
      </div>
      {layer.value === 'find' && <FindPalette onClose={close} />}
      {layer.value === 'keys' && <KeysDialog onClose={close} />}
    </div>
  );
}

/** Behind what is waited for at a start. */
const KEPT_AFTER_MS = 8000;

/** Has the service worker keep what staff may need without a network (service-worker/what-is-kept.ts). */
function keepForStaff(): () => void {
  const timer = setTimeout(() => {
    void navigator.serviceWorker?.ready.then(({ active }) =>
      active?.postMessage('KEEP_STAFF_PARTS'),
    );
  }, KEPT_AFTER_MS);
  return () => clearTimeout(timer);
}
