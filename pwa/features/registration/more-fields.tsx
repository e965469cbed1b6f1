import type { JSX } from 'preact';
import type { DemographicsField } from '#shared/domain/demographics.ts';
import { t } from '#pwa/i18n/t.ts';
import { SelectField, TextArea } from '#pwa/ui/field.tsx';
import { faultWords } from './field-words.ts';
import { languageOptions } from './language-options.ts';
import { Text, type FieldsProps } from './text.tsx';

/** What is folded away while it is empty. */
export const FOLDED_FIELDS = [
  'title',
  'email',
  'line',
  'postalCode',
  'city',
  'contactName',
  'contactRelationship',
  'contactPhone',
  'language',
  'comment',
] as const satisfies readonly DemographicsField[];

/** Title, address, next of kin, language and a comment. */
export function MoreFields(props: FieldsProps): JSX.Element {
  const { typed, faults, onChange } = props;
  return (
    <>
      <Text {...props} field="title" label={t('registration.nameTitle')} />
      <Text {...props} field="email" label={t('registration.email')} inputMode="email" />
      <Text {...props} field="line" label={t('registration.line')} />
      <div class="form-row">
        <Text {...props} field="postalCode" label={t('registration.postalCode')} />
        <Text {...props} field="city" label={t('registration.city')} />
      </div>
      <Text {...props} field="contactName" label={t('registration.contactName')} />
      <div class="form-row">
        <Text
          {...props}
          field="contactRelationship"
          label={t('registration.contactRelationship')}
        />
        <Text
          {...props}
          field="contactPhone"
          label={t('registration.contactPhone')}
          inputMode="tel"
        />
      </div>
      <SelectField
        label={t('registration.language')}
        name="language"
        value={typed.language}
        options={languageOptions(typed.language)}
        onChange={(code) => onChange({ ...typed, language: code })}
      />
      <TextArea
        label={t('registration.comment')}
        name="comment"
        value={typed.comment}
        error={faults.comment && faultWords('comment', faults.comment)}
        onInput={(comment) => onChange({ ...typed, comment })}
      />
    </>
  );
}
