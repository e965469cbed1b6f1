import type { JSX } from 'preact';
import { BrandMark } from '#pwa/app/brand-mark.tsx';
import { SyncMark } from '#pwa/app/sync-mark/sync-mark.tsx';
import { t } from '#pwa/i18n/t.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useSessionKeeper } from '#pwa/store/session-keeper-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { usePageTitle } from '#pwa/ui/screen.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { PasswordForm } from './password-form.tsx';

/** Stands before the first screen while a person still has the password that was given to them. */
export function PasswordPage(): JSX.Element | null {
  const keeper = useSessionKeeper();
  const session = useSession();
  usePageTitle(t('signIn.changeTitle'));
  if (session.kind !== 'signed-in') return null;
  return (
    <main class="door" id="main" tabIndex={-1}>
      <header class="door-head">
        <BrandMark />
        <b class="door-name">{session.person.name}</b>
        <span class="push" />
        <SyncMark />
      </header>
      <div class="door-body door-single">
        <div>
          <h1>{t('signIn.changeTitle')}</h1>
          <p class="soft">{t('signIn.changeWhy')}</p>
        </div>
        <section class="card pad" aria-label={t('signIn.changeTitle')}>
          <PasswordForm onDone={() => showToast({ text: t('signIn.changed') })} />
        </section>
      </div>
      <footer class="door-foot">
        <Button kind="quiet" icon="lock" onClick={() => void keeper.lock()}>
          {t('shell.lock')}
        </Button>
      </footer>
    </main>
  );
}
