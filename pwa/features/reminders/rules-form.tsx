import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { LEAD_HOURS, type ReminderSettings, type RemindersPage } from '#shared/sync/reminders.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { CheckField, TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { ClinicRules } from './clinic-rules.tsx';
import { withLead } from './rules-draft.ts';

export interface RulesFormProps {
  readonly page: RemindersPage;
  readonly onSave: (settings: ReminderSettings) => Promise<boolean>;
}

/** The hospital's rules; nothing of them counts before they are saved. */
export function RulesForm({ page, onSave }: RulesFormProps): JSX.Element {
  const draft = useSignal<ReminderSettings | null>(null);
  const failed = useSignal<string | null>(null);
  const typed = draft.value ?? page.settings;
  const change = (more: Partial<ReminderSettings>): void =>
    void (draft.value = { ...typed, ...more });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const needsPhone = typed.isOn && typed.phone.trim() === '';
    failed.value = needsPhone ? t('reminders.needsPhone') : null;
    if (needsPhone) return;
    if (!(await onSave(typed))) return void (failed.value = t('reminders.notSaved'));
    draft.value = null;
    showToast({ text: t('reminders.saved') });
  };
  return (
    <form class="card pad stack" noValidate onSubmit={(event) => void submit(event)}>
      {page.mail && (
        <CheckField
          label={t('reminders.isOn')}
          hint={t('reminders.isOnHint')}
          checked={typed.isOn}
          onChange={(isOn) => change({ isOn })}
        />
      )}
      <Leads typed={typed} onChange={change} />
      <Notices typed={typed} onChange={change} />
      <Quiet typed={typed} onChange={change} />
      <TextField
        label={t('reminders.phone')}
        type="tel"
        inputMode="tel"
        maxLength={40}
        autoComplete="off"
        value={typed.phone}
        onInput={(phone) => change({ phone })}
      />
      <ClinicRules typed={typed} onChange={change} />
      <CheckField
        label={t('reminders.hasInitials')}
        hint={t('reminders.hasInitialsHint')}
        checked={typed.feeds.hasInitials}
        onChange={(hasInitials) => change({ feeds: { hasInitials } })}
      />
      {failed.value && <Notice tone="alarm" title={failed.value} />}
      <div class="row">
        <Button kind="main" type="submit">
          {t('reminders.save')}
        </Button>
      </div>
    </form>
  );
}

export interface RulesProps {
  readonly typed: ReminderSettings;
  readonly onChange: (more: Partial<ReminderSettings>) => void;
}

function Leads({ typed, onChange }: RulesProps): JSX.Element {
  return (
    <fieldset class="field">
      <legend class="label">{t('reminders.leads')}</legend>
      <div class="row">
        {LEAD_HOURS.map((hours) => (
          <CheckField
            key={hours}
            label={t(`reminders.lead.${hours}`)}
            checked={typed.leads.includes(hours)}
            onChange={(isOn) => onChange({ leads: withLead(typed.leads, hours, isOn) })}
          />
        ))}
      </div>
    </fieldset>
  );
}

const NEWS = ['booked', 'moved', 'cancelled'] as const;

function Notices({ typed, onChange }: RulesProps): JSX.Element {
  return (
    <fieldset class="field">
      <legend class="label">{t('reminders.notices')}</legend>
      <div class="row">
        {NEWS.map((kind) => (
          <CheckField
            key={kind}
            label={t(`reminders.notice.${kind}`)}
            checked={typed.notices[kind]}
            onChange={(isOn) => onChange({ notices: { ...typed.notices, [kind]: isOn } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Quiet({ typed, onChange }: RulesProps): JSX.Element {
  const { quiet } = typed;
  return (
    <div class="form-row">
      <TextField
        label={t('reminders.quietFrom')}
        hint={t('reminders.quietHint')}
        type="time"
        required
        value={quiet.from}
        onInput={(from) => onChange({ quiet: { ...quiet, from } })}
      />
      <TextField
        label={t('reminders.quietUntil')}
        type="time"
        required
        value={quiet.until}
        onInput={(until) => onChange({ quiet: { ...quiet, until } })}
      />
    </div>
  );
}
