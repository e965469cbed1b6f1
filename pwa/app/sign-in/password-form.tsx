import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { PASSWORD_LENGTH } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import type { CallError } from '#pwa/store/call-hospital.ts';
import { useSessionKeeper } from '#pwa/store/session-keeper-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { passwordFault, type PasswordFault, type PasswordFields } from './password-fault.ts';
import { passwordRefusalWords } from './password-refusal-words.ts';

const EMPTY: PasswordFields = { current: '', next: '', again: '' };
const FIELDS = [
  { name: 'current', label: 'signIn.current', autocomplete: 'current-password' },
  { name: 'next', label: 'signIn.next', autocomplete: 'new-password' },
  { name: 'again', label: 'signIn.again', autocomplete: 'new-password' },
] as const;
/** Under which field a fault is told. */
const AT: Readonly<Record<PasswordFault, keyof PasswordFields>> = {
  missing: 'current',
  short: 'next',
  'same-as-before': 'next',
  'not-same': 'again',
};

/** Changes the password at the hospital; never kept half typed. */
export function PasswordForm({ onDone }: { readonly onDone: () => void }): JSX.Element {
  const fields = useSignal(EMPTY);
  const isTried = useSignal(false);
  const refused = useSignal<CallError | null>(null);
  const keeper = useSessionKeeper();
  const fault = isTried.value ? passwordFault(fields.value) : null;
  const save = async (): Promise<void> => {
    isTried.value = true;
    refused.value = null;
    if (passwordFault(fields.value)) return;
    const { current, next } = fields.value;
    const answer = await keeper.changePassword(current, next);
    if (!answer.ok) return void (refused.value = answer.error);
    fields.value = EMPTY;
    isTried.value = false;
    onDone();
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {FIELDS.map(({ name, label, autocomplete }) => (
        <TextField
          key={name}
          label={t(label)}
          type="password"
          autocomplete={autocomplete}
          dir="ltr"
          hint={name === 'next' ? t('signIn.nextHint') : undefined}
          value={fields.value[name]}
          onInput={(text) => (fields.value = { ...fields.value, [name]: text })}
          error={fault && AT[fault] === name ? faultWords(fault, fields.value) : undefined}
        />
      ))}
      {refused.value && <Notice tone="alarm" title={passwordRefusalWords(refused.value)} />}
      <p>
        <Button kind="main" type="submit">
          {t('signIn.change')}
        </Button>
      </p>
    </form>
  );
}

function faultWords(fault: PasswordFault, { next }: PasswordFields): string {
  switch (fault) {
    case 'missing':
      return t('signIn.needPassword');
    case 'short':
      return t('signIn.tooShort', { n: PASSWORD_LENGTH.min - next.length });
    case 'same-as-before':
      return t('signIn.sameAsBefore');
    case 'not-same':
      return t('signIn.notSame');
  }
}
