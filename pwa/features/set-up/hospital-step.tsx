import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { newId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { FormFoot } from './form-foot.tsx';
import type { Place } from './place-tree.ts';
import { useSetUpVerbs } from './use-set-up-verbs.ts';
import { LANGUAGE_OPTIONS, ownZone, zoneOptions } from './zones.ts';

interface Form {
  readonly name: string;
  readonly zone: string;
  readonly language: string;
  readonly address: string;
}

/** The hospital itself: its name, the clock on its wall, its language. */
export function HospitalStep({ facility }: { readonly facility: Place | null }): JSX.Element {
  const verbs = useSetUpVerbs();
  const known = useReplica()?.sync.facility.peek();
  const form = useSignal<Form>({
    name: facility?.content.name ?? known?.name ?? '',
    zone: facility?.content.zone ?? known?.zone ?? ownZone(),
    language: facility?.content.language ?? known?.language ?? 'en',
    address: facility?.content.address ?? '',
  });
  const fault = useSignal('');
  const refused = useSignal<string | null>(null);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    fault.value = form.value.name.trim() === '' ? t('setUp.needName') : '';
    if (fault.value) return;
    const id = facility?.id ?? known?.id ?? newId();
    const content = changed(facility?.content, form.value);
    refused.value = await verbs.change('locations', { id, content }, t('setUp.saved'));
  };
  return (
    <form class="card pad stack set-up-form" noValidate onSubmit={(event) => void save(event)}>
      <Fields
        form={form.value}
        fault={fault.value}
        set={(change) => (form.value = { ...form.value, ...change })}
      />
      <FormFoot label={t('setUp.save')} refused={refused.value} />
    </form>
  );
}

function changed(before: Location | undefined, { name, zone, language, address }: Form): Location {
  const { address: _old, ...kept } = before ?? {
    kind: 'facility' as const,
    status: 'active' as const,
  };
  return {
    ...kept,
    name: name.trim(),
    zone,
    language,
    ...(address.trim() ? { address: address.trim() } : {}),
  };
}

interface FieldsProps {
  readonly form: Form;
  readonly fault: string;
  readonly set: (change: Partial<Form>) => void;
}

function Fields({ form, fault, set }: FieldsProps): JSX.Element {
  return (
    <>
      <TextField
        label={t('setUp.name')}
        value={form.name}
        maxLength={120}
        error={fault || undefined}
        onInput={(name) => set({ name })}
      />
      <TextField
        label={t('setUp.address')}
        optional
        value={form.address}
        maxLength={200}
        onInput={(address) => set({ address })}
      />
      <SelectField
        label={t('setUp.zone')}
        hint={t('setUp.zoneHint')}
        value={form.zone}
        options={zoneOptions(form.zone)}
        onChange={(zone) => set({ zone })}
      />
      <SelectField
        label={t('setUp.language')}
        hint={t('setUp.languageHint')}
        value={form.language}
        options={LANGUAGE_OPTIONS}
        onChange={(language) => set({ language })}
      />
    </>
  );
}
