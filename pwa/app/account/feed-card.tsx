import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { FeedAnswer } from '#shared/sync/feeds.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { language } from '#pwa/i18n/language.ts';
import { t } from '#pwa/i18n/t.ts';
import { callHospital } from '#pwa/store/call-hospital.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';

/** The address of a clinician's own calendar: made, shown once, ended. */
export function FeedCard(): JSX.Element | null {
  const feed = useSignal<FeedAnswer | 'unreachable' | null>(null);
  const ask = async (method: 'GET' | 'POST' | 'DELETE', body?: unknown): Promise<void> => {
    const answer = await callHospital<FeedAnswer>(method, '/api/v1/feed', body);
    feed.value = answer.ok ? answer.value : 'unreachable';
  };
  useEffect(() => {
    void ask('GET');
    // Asked once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const now = feed.value;
  if (now === null || (now !== 'unreachable' && !now.isPossible)) return null;
  return (
    <section class="card pad stack" aria-labelledby="account-feed">
      <h2 id="account-feed">{t('reminders.feed')}</h2>
      {now === 'unreachable' ? (
        <p class="soft">{t('reminders.feedOffline')}</p>
      ) : (
        <Link
          feed={now}
          onMake={() => void ask('POST', { language: language.value })}
          onEnd={() => void ask('DELETE')}
        />
      )}
    </section>
  );
}

interface LinkProps {
  readonly feed: FeedAnswer;
  readonly onMake: () => void;
  readonly onEnd: () => void;
}

function Link({ feed, onMake, onEnd }: LinkProps): JSX.Element {
  const { link, path } = feed;
  return (
    <>
      <p class="soft">{t('reminders.feedWhy')}</p>
      {path !== null && <Address address={`${feed.origin ?? location.origin}${path}`} />}
      <Stands link={link} />
      <div class="row">
        <Button kind={link ? 'plain' : 'main'} onClick={onMake}>
          {t(link ? 'reminders.feedAnew' : 'reminders.feedMake')}
        </Button>
        {link && <Button onClick={onEnd}>{t('reminders.feedEnd')}</Button>}
      </div>
    </>
  );
}

function Address({ address }: { readonly address: string }): JSX.Element {
  return (
    <>
      <TextField
        label={t('reminders.feedAddress')}
        value={address}
        dir="ltr"
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        onInput={() => undefined}
      />
      <Notice tone="caution" title={t('reminders.feedOnce')} />
    </>
  );
}

function Stands({ link }: Pick<FeedAnswer, 'link'>): JSX.Element {
  const zone = useZone();
  if (!link) return <p>{t('reminders.feedNone')}</p>;
  const { madeAt, readAt } = link;
  return (
    <p>
      {t('reminders.feedMade', { at: momentText(madeAt, zone) })}{' '}
      {readAt === null
        ? t('reminders.feedNeverRead')
        : t('reminders.feedRead', { at: momentText(readAt, zone) })}
    </p>
  );
}
