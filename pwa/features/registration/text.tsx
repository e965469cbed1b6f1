import type { JSX } from 'preact';
import type { Faults } from '#shared/domain/check-demographics.ts';
import type { Demographics, DemographicsField } from '#shared/domain/demographics.ts';
import { TextField } from '#pwa/ui/field.tsx';
import { faultWords } from './field-words.ts';

export interface FieldsProps {
  readonly typed: Demographics;
  /** Faults that are said now: of fields that were left, or of all after a try to save. */
  readonly faults: Faults;
  readonly today: string;
  readonly onChange: (typed: Demographics) => void;
}

type TextKey = Exclude<DemographicsField, 'isBirthUnknown' | 'sex' | 'birth'>;

interface TextProps extends FieldsProps {
  readonly field: TextKey;
  readonly label: string;
  readonly optional?: boolean;
  readonly inputMode?: 'tel' | 'email';
}

/** One text field of the form with its fault in words; browsers are told not to fill in what they remember of others. */
export function Text(props: TextProps): JSX.Element {
  const { field, label, optional, inputMode, typed, faults, onChange } = props;
  const fault = faults[field];
  return (
    <TextField
      label={label}
      name={field}
      value={typed[field]}
      autoComplete="off"
      optional={optional}
      {...(inputMode ? { inputMode } : {})}
      error={fault && faultWords(field, fault)}
      onInput={(text) => onChange({ ...typed, [field]: text })}
    />
  );
}
