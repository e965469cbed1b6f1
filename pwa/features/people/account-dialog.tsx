import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Account } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { SelectField, type Option } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { AccountActions, type AccountActionsProps } from './account-actions.tsx';
import { NameFields, PasswordFields, RolesField } from './account-fields.tsx';
import { faultsOf, formOf, type AccountForm, type FormFaults } from './account-form.ts';

export interface AccountDialogProps extends Omit<AccountActionsProps, 'account'> {
  /** Null for a new person. */
  readonly account: Account | null;
  readonly taken: ReadonlySet<string>;
  readonly practitioners: readonly Option[];
  /** What stands in the way in words, or null when it is done. */
  readonly onSave: (form: AccountForm) => Promise<string | null>;
  readonly onClose: () => void;
}

/** One person's account: what can be changed, and what can be done to it. */
export function AccountDialog(props: AccountDialogProps): JSX.Element {
  const { account, isSelf, onActive, onReset, onPhoto, onClose } = props;
  const title = account ? t('people.editTitle', { name: account.name }) : t('people.addTitle');
  return (
    <Dialog title={title} onClose={onClose}>
      <AccountFields {...props} />
      {account && <AccountActions {...{ account, isSelf, onActive, onReset, onPhoto }} />}
    </Dialog>
  );
}

/** Name, roles, place in the calendar; for a new person user name and password too. */
function AccountFields({
  account,
  taken,
  practitioners,
  onSave,
  onClose,
}: AccountDialogProps): JSX.Element {
  const isNew = account === null;
  const form = useSignal(formOf(account));
  const faults = useSignal<FormFaults>({});
  const refused = useSignal<string | null>(null);
  const faultOf = (field: keyof FormFaults): string | undefined =>
    faults.value[field] && t(`people.${faults.value[field]}`);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    faults.value = faultsOf(form.value, isNew);
    refused.value = null;
    if (Object.keys(faults.value).length === 0) refused.value = await onSave(form.value);
  };
  const set = (change: Partial<AccountForm>): void => {
    form.value = { ...form.value, ...change };
    faults.value = {};
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void send(event)}>
      <NameFields form={form} set={set} faultOf={faultOf} {...(isNew ? { taken } : {})} />
      <RolesField form={form.value} set={set} fault={faultOf('roles')} />
      <SelectField
        label={t('people.practitioner')}
        hint={t('people.practitionerHint')}
        value={form.value.practitionerId}
        options={[{ value: '', label: t('people.noPractitioner') }, ...practitioners]}
        onChange={(practitionerId) => set({ practitionerId })}
      />
      {isNew && <PasswordFields form={form.value} set={set} fault={faultOf('password')} />}
      {refused.value && <Notice tone="alarm" title={refused.value} />}
      <div class="row">
        <Button kind="main" type="submit">
          {t(isNew ? 'people.add' : 'people.save')}
        </Button>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
      </div>
    </form>
  );
}
