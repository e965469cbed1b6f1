import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Demographics } from '#shared/domain/demographics.ts';
import type { Sex } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { RadioField } from '#pwa/ui/field.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { BirthField } from './birth-field.tsx';
import { faultWords } from './field-words.ts';
import { FOLDED_FIELDS, MoreFields } from './more-fields.tsx';
import { Text, type FieldsProps } from './text.tsx';

/** Who a person is: three fields and the sex to start, the rest folded away until it is wanted. */
export function DemographicsFields(props: FieldsProps): JSX.Element {
  const { typed, faults, today, onChange } = props;
  const change = (part: Partial<Demographics>): void => onChange({ ...typed, ...part });
  return (
    <>
      <div class="form-row">
        <Text {...props} field="family" label={t('registration.family')} />
        <Text {...props} field="given" label={t('registration.given')} />
      </div>
      <BirthField
        birth={typed.birth}
        isUnknown={typed.isBirthUnknown}
        error={faults.birth && faultWords('birth', faults.birth)}
        today={today}
        onBirth={(birth) => change({ birth })}
        onUnknown={(isBirthUnknown) => change({ isBirthUnknown })}
      />
      <RadioField
        label={t('registration.sex')}
        name="sex"
        value={typed.sex}
        options={(['female', 'male', 'other', 'unknown'] as const).map((value) => ({
          value,
          label: t(`registration.${value}`),
        }))}
        onChange={(sex) => change({ sex: sex as Sex })}
      />
      <Text {...props} field="phone" label={t('registration.phone')} optional inputMode="tel" />
      <Fold {...props} />
    </>
  );
}

/** The rest, opened by its button, by something that is filled in already, or by a fault in it. */
function Fold(props: FieldsProps): JSX.Element {
  const id = useId();
  const isOpened = useSignal(false);
  const isNeeded = FOLDED_FIELDS.some((field) => props.typed[field] !== '' || props.faults[field]);
  const isOpen = isOpened.value || isNeeded;
  return (
    <>
      {!isNeeded && (
        <button
          type="button"
          class="btn btn-quiet fold"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => (isOpened.value = !isOpen)}
        >
          <Icon name={isOpen ? 'close' : 'down'} />
          {t('registration.more')}
        </button>
      )}
      {isOpen && (
        <div id={id} class="stack form">
          <MoreFields {...props} />
        </div>
      )}
    </>
  );
}
