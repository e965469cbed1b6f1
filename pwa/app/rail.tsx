import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { t } from '#pwa/i18n/t.ts';
import { useDisputes } from '#pwa/store/queries.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useSessionKeeper } from '#pwa/store/session-keeper-context.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { BrandMark } from './brand-mark.tsx';
import { navItemsFor, navKeyOf } from './nav-items.ts';

/** The way through the house: a rail with words, a slim rail, or a bar under the thumb. */
export function Rail(): JSX.Element {
  const { path } = useLocation();
  const current = navKeyOf(path);
  const keeper = useSessionKeeper();
  return (
    <nav class="rail no-print" aria-label={t('shell.main')}>
      <a class="brand" href="/">
        <BrandMark />
        Wardline
      </a>
      {navItemsFor(useRoles()).map((item) => (
        <a
          key={item.key}
          class={item.key === 'admin' ? 'rail-item desk' : 'rail-item'}
          href={item.path}
          {...(item.key === current ? { 'aria-current': 'page' as const } : {})}
        >
          <Icon name={item.icon} />
          <span>{t(`shell.${item.key}`)}</span>
          {item.key === 'inbox' && <InboxTally />}
        </a>
      ))}
      <div class="rail-foot">
        <button type="button" class="rail-item" onClick={() => void keeper.lock()}>
          <Icon name="lock" />
          <span>{t('shell.lock')}</span>
        </button>
      </div>
    </nav>
  );
}

/** How many questions wait for a person; the word behind the number is for screen readers. */
function InboxTally(): JSX.Element | null {
  const disputes = useDisputes().value;
  if (disputes.kind !== 'ready') return null;
  const n = disputes.rows.filter(({ content }) => content.status === 'open').length;
  if (n === 0) return null;
  return (
    <span class="tally tally-alarm">
      {n}
      <span class="vh">{t('shell.inboxWaiting', { n })}</span>
    </span>
  );
}
