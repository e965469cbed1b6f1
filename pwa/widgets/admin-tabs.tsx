import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';

const TABS = [
  { key: 'devices', href: '/admin', words: 'fleet.tabDevices' },
  { key: 'escrow', href: '/admin/escrow', words: 'fleet.tabEscrow' },
  { key: 'speed', href: '/admin?part=speed', words: 'fleet.tabSpeed' },
  { key: 'reminders', href: '/admin/reminders', words: 'fleet.tabReminders' },
  { key: 'people', href: '/admin/people', words: 'fleet.tabPeople' },
  { key: 'set-up', href: '/admin/set-up', words: 'fleet.tabSetUp' },
] as const;

/** The parts of the administrator's work, on each of its screens. */
export function AdminTabs({
  current,
}: {
  readonly current: (typeof TABS)[number]['key'];
}): JSX.Element {
  const here = useRef<HTMLAnchorElement>(null);
  // A phone shows three of them; the one that is open is among those.
  useEffect(
    () => here.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' }),
    [current],
  );
  return (
    <nav class="seg admin-tabs" aria-label={t('fleet.tabs')}>
      {TABS.map(({ key, href, words }) => (
        <a
          key={key}
          href={href}
          {...(key === current ? { ref: here, 'aria-current': 'page' as const } : {})}
        >
          {t(words)}
        </a>
      ))}
    </nav>
  );
}
