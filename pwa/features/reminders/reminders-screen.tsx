import type { JSX } from 'preact';
import type { RemindersPage } from '#shared/sync/reminders.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { AdminTabs } from '#pwa/widgets/admin-tabs.tsx';
import { MessageTable } from './message-table.tsx';
import { RulesForm } from './rules-form.tsx';
import { TestForm } from './test-form.tsx';
import { useReminders } from './use-reminders.ts';

/** What patients are told of their appointments: the way out, the rules, and how it went. */
export function RemindersScreen(): JSX.Element {
  const { page, trouble, save, again, test } = useReminders();
  const sendAgain = async (key: string): Promise<void> =>
    showToast({ text: t((await again(key)) ? 'reminders.willGo' : 'reminders.gone') });
  return (
    <Screen title={t('reminders.title')} actions={<AdminTabs current="reminders" />}>
      <div class="stack">
        <p class="soft">{t('reminders.why')}</p>
        {trouble && (
          <Notice
            tone="caution"
            title={t(trouble.kind === 'signed-out' ? 'fleet.signedOut' : 'fleet.offline')}
          >
            {t(trouble.kind === 'signed-out' ? 'fleet.signedOutWhy' : 'reminders.offline')}
          </Notice>
        )}
        {!page && !trouble && <Skeleton rows={4} />}
        {page && (
          <>
            <WayOut page={page} />
            <RulesForm page={page} onSave={save} />
            {page.mail && <TestForm onTest={test} />}
            <Trouble page={page} onAgain={sendAgain} />
            <MessageTable title={t('reminders.lately')} entries={page.lately} />
          </>
        )}
      </div>
    </Screen>
  );
}

function WayOut({ page }: { readonly page: RemindersPage }): JSX.Element {
  const { mail, publicUrl, counts } = page;
  if (!mail)
    return (
      <Notice tone="caution" title={t('reminders.noMail')}>
        {t('reminders.noMailWhy')}
      </Notice>
    );
  const links =
    publicUrl === null
      ? t('reminders.noLinks')
      : t('reminders.links', { url: isolated(publicUrl) });
  const { host, from } = mail;
  return (
    <section class="card pad stack" aria-labelledby="reminders-counts">
      <h2 id="reminders-counts">{t('reminders.counts')}</h2>
      <p>{t('reminders.mail', { host: isolated(host), from: isolated(from) })}</p>
      <p>{links}</p>
      <p class="soft">
        {t('reminders.planned', { n: counts.planned })} ·{' '}
        {t('reminders.sentCount', { n: counts.sent })}
      </p>
    </section>
  );
}

function Trouble({
  page,
  onAgain,
}: {
  readonly page: RemindersPage;
  readonly onAgain: (key: string) => Promise<void>;
}): JSX.Element {
  if (page.trouble.length === 0)
    return (
      <Notice tone="good" title={t('reminders.troubleNone')}>
        {t('reminders.troubleNoneWhy')}
      </Notice>
    );
  return <MessageTable title={t('reminders.trouble')} entries={page.trouble} onAgain={onAgain} />;
}
