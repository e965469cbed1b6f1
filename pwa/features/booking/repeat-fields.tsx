import type { JSX } from 'preact';
import type { SeriesError } from '#shared/scheduling/series.ts';
import { t } from '#pwa/i18n/t.ts';
import { RadioField, SelectField, TextField } from '#pwa/ui/field.tsx';
import { weekdayName } from '#pwa/widgets/weekday-name.ts';
import type { BookingDraft } from './booking-draft.ts';
import { ownWeekday, type RepeatForm } from './series-plan.ts';

export interface RepeatFieldsProps {
  readonly draft: BookingDraft;
  readonly form: RepeatForm;
  readonly fault: SeriesError | null;
  readonly onChange: (form: RepeatForm) => void;
}
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** How often, on which weekdays, and until when; what is wrong is said where it was typed. */
export function RepeatFields({ draft, form, fault, onChange }: RepeatFieldsProps): JSX.Element {
  const set = (change: Partial<RepeatForm>): void => onChange({ ...form, ...change });
  const isAt = (kind: SeriesError['kind']): boolean => fault?.kind === kind;
  const endFault = fault && !isAt('bad-step') ? faultWords(fault) : undefined;
  return (
    <section class="card pad stack book-visit" aria-labelledby="series-repeat">
      <h2 id="series-repeat">{t('series.repeat')}</h2>
      <div class="book-pair">
        <TextField
          label={t('series.every')}
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          value={form.every}
          error={fault && isAt('bad-step') ? faultWords(fault) : undefined}
          onInput={(every) => set({ every })}
        />
        <SelectField
          label={t('series.unit')}
          value={form.unit}
          options={[
            { value: 'weeks', label: t('series.weeks') },
            { value: 'days', label: t('series.days') },
          ]}
          onChange={(unit) => set({ unit: unit === 'days' ? 'days' : 'weeks' })}
        />
      </div>
      {form.unit === 'weeks' && (
        <Weekdays own={ownWeekday(draft)} form={form} onChange={onChange} />
      )}
      <End form={form} fault={endFault} set={set} />
    </section>
  );
}

interface EndProps {
  readonly form: RepeatForm;
  readonly fault: string | undefined;
  readonly set: (change: Partial<RepeatForm>) => void;
}

function End({ form, fault, set }: EndProps): JSX.Element {
  return (
    <>
      <RadioField
        label={t('series.ends')}
        value={form.ends}
        options={[
          { value: 'times', label: t('series.endsTimes') },
          { value: 'until', label: t('series.endsUntil') },
        ]}
        onChange={(ends) => set({ ends: ends === 'until' ? 'until' : 'times' })}
      />
      {form.ends === 'times' ? (
        <TextField
          label={t('series.times')}
          inputMode="numeric"
          maxLength={5}
          autoComplete="off"
          value={form.times}
          error={fault}
          onInput={(times) => set({ times })}
        />
      ) : (
        <TextField
          label={t('series.until')}
          type="date"
          value={form.until}
          error={fault}
          onInput={(until) => set({ until })}
        />
      )}
    </>
  );
}

type WeekdaysProps = Pick<RepeatFieldsProps, 'form' | 'onChange'> & { readonly own: number };

/** The weekday of the first stands: it is agreed already. */
function Weekdays({ own, form, onChange }: WeekdaysProps): JSX.Element {
  const toggle = (day: number): void => {
    const next = new Set(form.weekdays);
    if (!next.delete(day)) next.add(day);
    onChange({ ...form, weekdays: [...next] });
  };
  return (
    <fieldset class="field">
      <legend class="label">{t('series.weekdays')}</legend>
      <div class="pick">
        {WEEKDAYS.map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={day === own || form.weekdays.includes(day)}
              disabled={day === own}
              onChange={() => toggle(day)}
            />
            {weekdayName(day, 'short')}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function faultWords(fault: SeriesError): string {
  switch (fault.kind) {
    case 'no-end':
      return t('series.noEnd');
    case 'too-many':
      return t('series.tooMany', { n: fault.most });
    case 'bad-step':
      return t('series.badStep', { n: fault.most });
    case 'ends-before-it-begins':
      return t('series.endsBefore');
  }
}
