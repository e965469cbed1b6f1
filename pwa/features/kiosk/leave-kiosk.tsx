import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useSessionKeeper } from '#pwa/store/session-keeper-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { TextField } from '#pwa/ui/field.tsx';

/** The way out, for whoever set the tablet up: their password, also without a network. */
export function LeaveKiosk(): JSX.Element {
  const isOpen = useSignal(false);
  return (
    <footer class="kiosk-foot no-print">
      <Button kind="quiet" icon="lock" onClick={() => (isOpen.value = true)}>
        {t('kiosk.staff')}
      </Button>
      {isOpen.value && <PasswordDialog onClose={() => (isOpen.value = false)} />}
    </footer>
  );
}

function PasswordDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const password = useSignal('');
  const isWrong = useSignal(false);
  const isBusy = useSignal(false);
  const session = useSession();
  const keeper = useSessionKeeper();
  const { preferences } = usePlatform();
  const leave = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (session.kind !== 'signed-in' || password.value === '' || isBusy.value) return;
    isBusy.value = true;
    const { username } = session.person;
    const answer = await keeper
      .signIn(username, password.value)
      .catch(() => ({ ok: false as const }));
    isBusy.value = false;
    isWrong.value = !answer.ok;
    if (!answer.ok) return;
    preferences.holdKiosk(false);
  };
  return (
    <Dialog title={t('kiosk.staff')} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void leave(event)}>
        <TextField
          label={t('kiosk.password')}
          type="password"
          autoComplete="off"
          value={password.value}
          error={isWrong.value ? t('kiosk.wrong') : undefined}
          onInput={(text) => {
            password.value = text;
            isWrong.value = false;
          }}
        />
        <div class="row">
          <Button kind="main" type="submit" disabled={isBusy.value}>
            {t('kiosk.leave')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
