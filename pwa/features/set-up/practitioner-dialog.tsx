import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { nameParts, shownName } from '#shared/domain/human-name.ts';
import { newId } from '#shared/domain/ids.ts';
import type { Practitioner } from '#shared/domain/practitioner.ts';
import { t } from '#pwa/i18n/t.ts';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { CheckField, SelectField, TextField } from '#pwa/ui/field.tsx';
import { FormFoot } from './form-foot.tsx';
import { isInUse, type Place } from './place-tree.ts';
import {
  changedPractitioner,
  newPractitioner,
  type PractitionerFields,
} from './practitioner-form.ts';
import { practitionerName } from './practitioner-name.ts';
import { newWrite } from './set-up-write.ts';
import { useSetUpVerbs } from './use-set-up-verbs.ts';

export interface PractitionerDialogProps {
  readonly practitioner: { readonly id: string; readonly content: Practitioner } | null;
  readonly clinics: readonly Place[];
  readonly nextOrder: number;
  readonly onClose: () => void;
}
interface Form extends PractitionerFields {
  readonly order: string;
  readonly isActive: boolean;
}

/** One clinician: name, role, clinic, place in the calendar. */
export function PractitionerDialog({
  practitioner,
  clinics,
  nextOrder,
  onClose,
}: PractitionerDialogProps): JSX.Element {
  const form = useSignal<Form>(formOf(practitioner?.content, nextOrder));
  const fault = useSignal('');
  const refused = useSignal<string | null>(null);
  const verbs = useSetUpVerbs();
  const title = practitioner
    ? t('setUp.changeNamed', { name: practitionerName(practitioner.content) })
    : t('setUp.addPractitioner');
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    fault.value = form.value.family.trim() === '' ? t('setUp.needName') : '';
    if (fault.value) return;
    const full = contentOf(practitioner?.content, form.value, nextOrder);
    const name = practitionerName(full);
    refused.value = practitioner
      ? await verbs.change(
          'practitioners',
          { id: practitioner.id, content: full },
          t('setUp.changed', { name }),
        )
      : await verbs.add(
          [newWrite('practitioners', { id: newId(), content: full })],
          t('setUp.added', { name }),
        );
    if (refused.value === null) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Fields
          form={form.value}
          set={(change) => (form.value = { ...form.value, ...change })}
          fault={fault.value}
          clinics={clinics}
        />
        {practitioner && (
          <CheckField
            label={t('setUp.active')}
            checked={form.value.isActive}
            hint={t('setUp.statusHint')}
            onChange={(isActive) => (form.value = { ...form.value, isActive })}
          />
        )}
        <FormFoot
          label={practitioner ? t('setUp.save') : title}
          refused={refused.value}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function contentOf(before: Practitioner | undefined, form: Form, nextOrder: number): Practitioner {
  const order = Number(form.order) || nextOrder;
  const content = before ? changedPractitioner(before, form) : newPractitioner(form, order);
  return { ...content, order, isActive: form.isActive };
}

interface FieldsProps {
  readonly form: Form;
  readonly set: (change: Partial<Form>) => void;
  readonly fault: string;
  readonly clinics: readonly Place[];
}

function Fields({ form, set, fault, clinics }: FieldsProps): JSX.Element {
  const options = clinics
    .filter((clinic) => isInUse(clinic) || clinic.id === form.clinicId)
    .map(({ id, content }) => ({ value: id, label: content.name }));
  return (
    <>
      <NameFields form={form} set={set} fault={fault} />
      <div class="form-row">
        <TextField
          label={t('setUp.role')}
          hint={t('setUp.roleHint')}
          optional
          value={form.role}
          maxLength={60}
          onInput={(role) => set({ role })}
        />
        <TextField
          label={t('setUp.specialty')}
          optional
          value={form.specialty}
          maxLength={60}
          onInput={(specialty) => set({ specialty })}
        />
      </div>
      <div class="form-row">
        <SelectField
          label={t('setUp.clinic')}
          value={form.clinicId}
          options={[{ value: '', label: t('setUp.noClinic') }, ...options]}
          onChange={(clinicId) => set({ clinicId })}
        />
        <TextField
          label={t('setUp.order')}
          hint={t('setUp.orderHint')}
          inputMode="numeric"
          value={form.order}
          maxLength={4}
          onInput={(order) => set({ order })}
        />
      </div>
    </>
  );
}

function NameFields({ form, set, fault }: Omit<FieldsProps, 'clinics'>): JSX.Element {
  return (
    <div class="form-row">
      <TextField
        label={t('setUp.family')}
        value={form.family}
        maxLength={80}
        autoComplete="off"
        error={fault || undefined}
        onInput={(family) => set({ family })}
      />
      <TextField
        label={t('setUp.given')}
        optional
        value={form.given}
        maxLength={80}
        autoComplete="off"
        onInput={(given) => set({ given })}
      />
      <TextField
        label={t('setUp.prefix')}
        hint={t('setUp.prefixHint')}
        optional
        value={form.prefix}
        maxLength={30}
        autoComplete="off"
        onInput={(prefix) => set({ prefix })}
      />
    </div>
  );
}

function formOf(content: Practitioner | undefined, nextOrder: number): Form {
  const { family, given, title } = nameParts(shownName(content?.names));
  const role = Object.values(content?.roles ?? {})[0];
  return {
    family,
    given,
    prefix: title,
    role: role?.role ?? '',
    specialty: role?.specialty ?? '',
    clinicId: role?.clinicId ?? '',
    order: String(content?.order ?? nextOrder),
    isActive: content?.isActive ?? true,
  };
}
