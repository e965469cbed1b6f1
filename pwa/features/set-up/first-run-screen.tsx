import { useSignal } from '@preact/signals';
import '#pwa/ui/css/screens.css';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { language } from '#pwa/i18n/language.ts';
import { t } from '#pwa/i18n/t.ts';
import type { CallError } from '#pwa/store/call-hospital.ts';
import { useSessionKeeper } from '#pwa/store/session-keeper-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { usePageTitle } from '#pwa/ui/screen.tsx';
import { firstRunFaults, type FirstRunFaults, type FirstRunForm } from './first-run-form.ts';
import { LANGUAGE_OPTIONS, ownZone, zoneOptions } from './zones.ts';

/** The first minute of an empty hospital: what it is called, and who may let others in. Leads on to set-up. */
export function FirstRunScreen(): JSX.Element {
  const title = t('setUp.firstTitle');
  usePageTitle(title);
  const { form, faults, refused, isWorking, send, set } = useFirstRun();
  return (
    <main class="main first-run" id="main" tabIndex={-1}>
      <h1>{title}</h1>
      <p class="soft">{t('setUp.firstLead')}</p>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <Hospital form={form} faults={faults} set={set} />
        <Admin form={form} faults={faults} set={set} />
        {refused && <Notice tone="alarm" title={refused} />}
        <div class="row">
          <Button kind="main" type="submit" disabled={isWorking}>
            {t(isWorking ? 'setUp.firstWorking' : 'setUp.first')}
          </Button>
        </div>
      </form>
    </main>
  );
}

interface FirstRun {
  readonly form: FirstRunForm;
  readonly faults: FirstRunFaults;
  readonly refused: string | null;
  readonly isWorking: boolean;
  readonly send: (event: Event) => Promise<void>;
  readonly set: (change: Partial<FirstRunForm>) => void;
}

function useFirstRun(): FirstRun {
  const keeper = useSessionKeeper();
  const { route } = useLocation();
  const form = useSignal<FirstRunForm>({
    hospital: '',
    zone: ownZone(),
    language: language.peek(),
    name: '',
    username: '',
    password: '',
    again: '',
  });
  const faults = useSignal<FirstRunFaults>({});
  const refused = useSignal<string | null>(null);
  const isWorking = useSignal(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isWorking.value) return;
    faults.value = firstRunFaults(form.value);
    refused.value = null;
    if (Object.keys(faults.value).length > 0) return;
    isWorking.value = true;
    const { hospital, zone, language: spoken, name, username, password } = form.value;
    // Before the session begins, so that the frame opens where set-up goes on.
    const before = location.pathname + location.search;
    route('/admin/set-up', true);
    const done = await keeper.setUp({
      facility: { name: hospital.trim(), zone, language: spoken },
      admin: { name: name.trim(), username: username.trim().toLowerCase(), password },
    });
    if (done.ok) return;
    route(before, true);
    isWorking.value = false;
    refused.value = refusalWords(done.error);
  };
  const set = (change: Partial<FirstRunForm>): void => {
    form.value = { ...form.value, ...change };
    faults.value = {};
  };
  return {
    form: form.value,
    faults: faults.value,
    refused: refused.value,
    isWorking: isWorking.value,
    send,
    set,
  };
}

function refusalWords(error: CallError): string {
  if (error.kind !== 'refused') return t('setUp.firstUnreachable');
  if (error.problem.type.endsWith(':is-set-up')) return t('setUp.firstTaken');
  return t('setUp.firstRefused', { why: error.problem.detail ?? error.problem.title });
}

type PartProps = Pick<FirstRun, 'form' | 'faults' | 'set'>;

function Hospital({ form, faults, set }: PartProps): JSX.Element {
  return (
    <fieldset class="card pad stack">
      <legend class="first-part">{t('setUp.firstHospital')}</legend>
      <TextField
        label={t('setUp.name')}
        value={form.hospital}
        maxLength={120}
        autoComplete="organization"
        error={faults.hospital && t(`setUp.${faults.hospital}`)}
        onInput={(hospital) => set({ hospital })}
      />
      <div class="form-row">
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
          onChange={(spoken) => set({ language: spoken })}
        />
      </div>
    </fieldset>
  );
}

function Admin({ form, faults, set }: PartProps): JSX.Element {
  return (
    <fieldset class="card pad stack">
      <legend class="first-part">{t('setUp.firstAdmin')}</legend>
      <div class="form-row">
        <TextField
          label={t('setUp.yourName')}
          value={form.name}
          maxLength={120}
          autoComplete="name"
          error={faults.name && t(`setUp.${faults.name}`)}
          onInput={(name) => set({ name })}
        />
        <TextField
          label={t('setUp.username')}
          hint={t('setUp.usernameHint')}
          value={form.username}
          maxLength={64}
          dir="ltr"
          autoComplete="username"
          autoCapitalize="none"
          spellcheck={false}
          error={faults.username && t(`setUp.${faults.username}`)}
          onInput={(username) => set({ username })}
        />
      </div>
      <div class="form-row">
        <TextField
          type="password"
          label={t('setUp.password')}
          hint={t('setUp.passwordHint')}
          value={form.password}
          autoComplete="new-password"
          error={faults.password && t(`setUp.${faults.password}`)}
          onInput={(password) => set({ password })}
        />
        <TextField
          type="password"
          label={t('setUp.passwordAgain')}
          value={form.again}
          autoComplete="new-password"
          error={faults.again && t(`setUp.${faults.again}`)}
          onInput={(again) => set({ again })}
        />
      </div>
    </fieldset>
  );
}
