import type { JSX } from 'preact';
import type { Reach } from '#shared/domain/series-deed.ts';
import { t } from '#pwa/i18n/t.ts';
import { RadioField } from '#pwa/ui/field.tsx';

/** `''` is this one alone. */
export type ReachChoice = Reach | '';

export interface ReachFieldProps {
  readonly value: ReachChoice;
  readonly onChange: (reach: ReachChoice) => void;
}

/** Which of a series something is done to. */
export function ReachField({ value, onChange }: ReachFieldProps): JSX.Element {
  return (
    <RadioField
      label={t('booking.reach')}
      hint={value === '' ? undefined : t('booking.reachHint')}
      value={value}
      options={[
        { value: '', label: t('booking.reachThis') },
        { value: 'later', label: t('booking.reachLater') },
        { value: 'all', label: t('booking.reachAll') },
      ]}
      onChange={(next) => onChange(next === 'later' || next === 'all' ? next : '')}
    />
  );
}
