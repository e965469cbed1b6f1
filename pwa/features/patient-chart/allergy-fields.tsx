import type { JSX } from 'preact';
import type { AllergyForm } from '#shared/domain/record-allergy.ts';
import { t } from '#pwa/i18n/t.ts';
import { CheckField, SelectField, TextArea, TextField, type Option } from '#pwa/ui/field.tsx';

interface AllergyFieldsProps {
  readonly form: AllergyForm;
  readonly faults: { readonly substance?: string; readonly onset?: string };
  readonly onChange: (form: AllergyForm) => void;
}

/** Substance, what it did, since when, how grave, how sure. Only the substance is needed. */
export function AllergyFields({ form, faults, onChange }: AllergyFieldsProps): JSX.Element {
  const change = (part: Partial<AllergyForm>): void => onChange({ ...form, ...part });
  return (
    <>
      <TextField
        label={t('chart.substance')}
        name="substance"
        hint={t('chart.substanceHint')}
        error={faults.substance}
        value={form.substance}
        autoComplete="off"
        onInput={(substance) => change({ substance })}
      />
      <div class="form-row">
        <TextField
          label={t('chart.reaction')}
          hint={t('chart.reactionHint')}
          value={form.reaction}
          autoComplete="off"
          onInput={(reaction) => change({ reaction })}
        />
        <TextField
          label={t('chart.onset')}
          name="onset"
          hint={t('chart.onsetHint')}
          error={faults.onset}
          value={form.onset}
          autoComplete="off"
          inputMode="numeric"
          onInput={(onset) => change({ onset })}
        />
      </div>
      <Choices form={form} change={change} />
      <CheckField
        label={t('chart.isConfirmed')}
        checked={form.isConfirmed}
        onChange={(isConfirmed) => change({ isConfirmed })}
      />
      <TextArea
        label={t('chart.note')}
        value={form.note}
        rows={2}
        onInput={(note) => change({ note })}
      />
    </>
  );
}

function Choices({
  form,
  change,
}: {
  readonly form: AllergyForm;
  readonly change: (part: Partial<AllergyForm>) => void;
}): JSX.Element {
  return (
    <div class="form-row">
      <SelectField
        label={t('chart.criticality')}
        value={form.criticality ?? ''}
        options={optionsOf(['high', 'low', 'unable-to-assess'])}
        onChange={(value) => change({ criticality: value as AllergyForm['criticality'] })}
      />
      <SelectField
        label={t('chart.severity')}
        value={form.severity ?? ''}
        options={optionsOf(['mild', 'moderate', 'severe'])}
        onChange={(value) => change({ severity: value as AllergyForm['severity'] })}
      />
      <SelectField
        label={t('chart.category')}
        value={form.category ?? ''}
        options={optionsOf(['medication', 'food', 'environment', 'biologic'])}
        onChange={(value) => change({ category: value as AllergyForm['category'] })}
      />
    </div>
  );
}

type Choice =
  | NonNullable<Exclude<AllergyForm['criticality'], ''>>
  | NonNullable<Exclude<AllergyForm['severity'], ''>>
  | NonNullable<Exclude<AllergyForm['category'], ''>>;

function optionsOf(values: readonly Choice[]): readonly Option[] {
  return [
    { value: '', label: t('chart.notSaid') },
    ...values.map((value) => ({ value, label: t(`chart.${value}`) })),
  ];
}
