import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { ROLES } from '#shared/domain/person.ts';
import { t } from '#pwa/i18n/t.ts';
import { CheckField, RadioField, TextField } from '#pwa/ui/field.tsx';
import { usernameFrom, withRole, type AccountForm, type FormFaults } from './account-form.ts';
import { roleWords } from './people-words.ts';

type SetForm = (change: Partial<AccountForm>) => void;
interface NameFieldsProps {
  readonly form: Signal<AccountForm>;
  readonly set: SetForm;
  readonly faultOf: (field: keyof FormFaults) => string | undefined;
  /** User names that others have; only a new person chooses one. */
  readonly taken?: ReadonlySet<string>;
}

/** The name, and for a new person the user name that follows it. */
export function NameFields({ form, set, faultOf, taken }: NameFieldsProps): JSX.Element {
  const { name, username } = form.value;
  // The proposal follows the name until somebody writes another one.
  const follows = taken && username === usernameFrom(name, taken);
  return (
    <>
      <TextField
        label={t('people.name')}
        hint={t('people.nameHint')}
        error={faultOf('name')}
        value={name}
        maxLength={120}
        autoComplete="off"
        onInput={(next) =>
          set({ name: next, ...(taken && follows ? { username: usernameFrom(next, taken) } : {}) })
        }
      />
      {taken && (
        <TextField
          label={t('people.username')}
          hint={t('people.usernameHint')}
          error={faultOf('username')}
          value={username}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          dir="ltr"
          onInput={(next) => set({ username: next })}
        />
      )}
    </>
  );
}

interface PartProps {
  readonly form: AccountForm;
  readonly set: SetForm;
  readonly fault: string | undefined;
}

/** What the person may do. */
export function RolesField({ form, set, fault }: PartProps): JSX.Element {
  return (
    <fieldset class="field">
      <legend class="label">{t('people.roles')}</legend>
      <div class="roles">
        {ROLES.map((role) => (
          <CheckField
            key={role}
            label={roleWords(role)}
            hint={t(`people.roleMay.${role}`)}
            checked={form.roles.includes(role)}
            onChange={(isOn) => set({ roles: withRole(form.roles, role, isOn) })}
          />
        ))}
      </div>
      <p class={fault ? 'role-fault' : 'hint'} role="status">
        {fault ?? t('people.rolesHint')}
      </p>
    </fieldset>
  );
}

/** A first password: made by the hospital, or typed. */
export function PasswordFields({ form, set, fault }: PartProps): JSX.Element {
  return (
    <>
      <RadioField
        label={t('people.passwordWay')}
        value={form.isPasswordTyped ? 'typed' : 'made'}
        options={[
          { value: 'made', label: t('people.passwordMade') },
          { value: 'typed', label: t('people.passwordTyped') },
        ]}
        onChange={(way) => set({ isPasswordTyped: way === 'typed' })}
      />
      {form.isPasswordTyped && (
        <TextField
          label={t('people.password')}
          hint={t('people.passwordHint')}
          error={fault}
          value={form.password}
          autoComplete="new-password"
          dir="ltr"
          onInput={(password) => set({ password })}
        />
      )}
    </>
  );
}
