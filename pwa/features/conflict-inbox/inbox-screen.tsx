import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { CaseList } from './case-list.tsx';
import { CaseView } from './case-view.tsx';
import { maySettle } from './cases.ts';
import { useCases, type InboxView } from './use-cases.ts';
import { useIsWide } from './use-is-wide.ts';
import { useLater } from './use-later.ts';

/** All that a merge, a refusal or a clash left to a person: the list, and the case that is open (`?case=`). */
export function InboxScreen(): JSX.Element {
  const { query } = useLocation();
  const later = useLater();
  const live = useCases(later.ids.value);
  const isWide = useIsWide();
  const roles = useRoles();
  return (
    <Screen title={t('inbox.title')} heading={<h1 class="vh">{t('inbox.title')}</h1>} wide>
      <WhenReady live={live}>
        {(view) => {
          const all = [...view.open, ...view.settled];
          const wished = query['case'];
          const chosen = all.find(({ id }) => id === wished) ?? (isWide && !wished ? all[0] : null);
          const mine = view.open.filter((one) => maySettle(one, roles));
          return (
            <div class={chosen || wished ? 'inbox inbox-open' : 'inbox'}>
              <CaseList
                view={view}
                currentId={chosen?.id}
                later={later.ids.value}
                mine={mine.length}
              />
              <section class="case" aria-label={t('inbox.choose')}>
                {(chosen || wished) && (
                  <a class="btn btn-quiet case-back" href="/inbox">
                    {t('inbox.back')}
                  </a>
                )}
                {chosen ? (
                  <CaseView key={chosen.id} one={chosen} view={view} later={later} mine={mine} />
                ) : (
                  <Nothing view={view} isGone={wished !== undefined} />
                )}
              </section>
            </div>
          );
        }}
      </WhenReady>
    </Screen>
  );
}

function Nothing({
  view,
  isGone,
}: {
  readonly view: InboxView;
  readonly isGone: boolean;
}): JSX.Element {
  if (isGone) return <p>{t('inbox.gone')}</p>;
  if (view.open.length > 0) return <p class="soft">{t('inbox.choose')}</p>;
  return (
    <Notice tone="good" title={t('inbox.empty')}>
      {t('inbox.emptyWhy')}
    </Notice>
  );
}
