import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { HospitalAnswer } from '#shared/sync/accounts.ts';
import type { Person } from '#shared/domain/person.ts';
import { t } from '#pwa/i18n/t.ts';
import type { SignInError } from '#pwa/store/session-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { CheckField, TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { DemoPeople } from './demo-people.tsx';
import { useSignIn, type SignInTry } from './use-sign-in.ts';

interface SignInFormProps {
  /** Chosen from the people known here; null asks for a user name as well. */
  readonly person: Person | null;
  readonly demo: HospitalAnswer['demo'] | null;
  readonly onError: (error: SignInError) => void;
}

/** User name and password. What is wrong stands above the button, and the password stays in its field. */
export function SignInForm({ person, demo, onError }: SignInFormProps): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const attempt = useSignIn(person?.username ?? null, onError);
  const wrong = attempt.wrong.value;
  useEffect(() => {
    if (wrong.kind === 'missing')
      form.current?.querySelector<HTMLInputElement>(`[name="${wrong.field}"]`)?.focus();
  }, [wrong]);
  return (
    <form
      ref={form}
      class="card pad stack door-form"
      aria-labelledby="door-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void attempt.enter();
      }}
    >
      <h2 id="door-form">{person ? person.name : t('signIn.title')}</h2>
      <UsernameField person={person} attempt={attempt} />
      <PasswordField attempt={attempt} />
      {wrong.kind === 'refused' && <Notice tone="alarm" title={wrong.words} />}
      <Button kind="main" type="submit" icon="key">
        {t(attempt.isBusy.value ? 'signIn.entering' : 'signIn.enter')}
      </Button>
      {person === null && (
        <DemoPeople
          demo={demo}
          onChoose={(account) => {
            attempt.username.value = account.username;
            attempt.password.value = account.password;
            void attempt.enter();
          }}
        />
      )}
    </form>
  );
}

interface UsernameProps {
  readonly person: Person | null;
  readonly attempt: SignInTry;
}

function UsernameField({ person, attempt }: UsernameProps): JSX.Element {
  const wrong = attempt.wrong.value;
  if (person) {
    // Password managers want the name beside the password.
    return (
      <input type="text" name="username" autocomplete="username" value={person.username} hidden />
    );
  }
  return (
    <TextField
      label={t('signIn.username')}
      name="username"
      autocomplete="username"
      autocapitalize="none"
      spellcheck={false}
      dir="ltr"
      value={attempt.username.value}
      onInput={(text) => (attempt.username.value = text)}
      error={
        wrong.kind === 'missing' && wrong.field === 'username' ? t('signIn.needName') : undefined
      }
    />
  );
}

function PasswordField({ attempt }: { readonly attempt: SignInTry }): JSX.Element {
  const isShown = useSignal(false);
  const wrong = attempt.wrong.value;
  return (
    <>
      <TextField
        label={t('signIn.password')}
        name="password"
        type={isShown.value ? 'text' : 'password'}
        autocomplete="current-password"
        dir="ltr"
        value={attempt.password.value}
        onInput={(text) => (attempt.password.value = text)}
        error={
          wrong.kind === 'missing' && wrong.field === 'password'
            ? t('signIn.needPassword')
            : undefined
        }
      />
      <CheckField
        label={t('signIn.show')}
        checked={isShown.value}
        onChange={(isOn) => (isShown.value = isOn)}
      />
    </>
  );
}
