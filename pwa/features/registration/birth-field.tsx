import type { JSX } from 'preact';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { CheckField, TextField } from '#pwa/ui/field.tsx';
import { birthHint, birthReadings } from './field-words.ts';

interface BirthFieldProps {
  readonly birth: string;
  readonly isUnknown: boolean;
  readonly error: string | undefined;
  readonly today: string;
  readonly onBirth: (birth: string) => void;
  readonly onUnknown: (isUnknown: boolean) => void;
}

/** A birth date in any usual writing, read back at once; where day and month could change places, both are offered. */
export function BirthField(props: BirthFieldProps): JSX.Element {
  const { birth, isUnknown, error, today, onBirth, onUnknown } = props;
  const readings = isUnknown ? [] : birthReadings(birth, today);
  return (
    <>
      <TextField
        label={t('registration.birth')}
        name="birth"
        value={birth}
        autoComplete="off"
        disabled={isUnknown}
        hint={isUnknown ? undefined : birthHint(birth, today)}
        error={error}
        onInput={onBirth}
      />
      {readings.length > 0 && (
        <div class="row" role="group" aria-label={t('registration.birthWhich')}>
          {readings.map((date) => (
            <button key={date} type="button" class="btn" onClick={() => onBirth(date)}>
              <bdi>{t('registration.birthOther', { date: dateText(date) })}</bdi>
            </button>
          ))}
        </div>
      )}
      <CheckField
        label={t('registration.birthUnknown')}
        name="isBirthUnknown"
        checked={isUnknown}
        onChange={onUnknown}
      />
    </>
  );
}
