import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { useLocations } from '#pwa/store/queries.ts';
import { useHeldRows } from '#pwa/store/use-live-query.ts';
import { CheckField, TextField } from '#pwa/ui/field.tsx';
import { withClinic } from './rules-draft.ts';
import type { RulesProps } from './rules-form.tsx';

/** What each clinic has in its own way: another name in messages, or none at all. */
export function ClinicRules({ typed, onChange }: RulesProps): JSX.Element {
  const places = useHeldRows(useLocations().value) ?? [];
  const clinics = places.filter(
    ({ content }) => content.kind === 'clinic' && content.status === 'active',
  );
  return (
    <fieldset class="field stack">
      <legend class="label">{t('reminders.clinics')}</legend>
      <p class="hint">
        {t(clinics.length === 0 ? 'reminders.noClinics' : 'reminders.clinicsHint')}
      </p>
      {clinics.map(({ id, content }) => {
        const own = typed.clinics[id] ?? {};
        return (
          <div key={id} class="form-row">
            <TextField
              label={`${content.name}: ${t('reminders.shownName')}`}
              maxLength={120}
              autoComplete="off"
              value={own.shownName ?? ''}
              onInput={(shownName) =>
                onChange({ clinics: withClinic(typed, id, { ...own, shownName }) })
              }
            />
            <CheckField
              label={t('reminders.clinicOff')}
              checked={own.isOff === true}
              onChange={(isOff) => onChange({ clinics: withClinic(typed, id, { ...own, isOff }) })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
