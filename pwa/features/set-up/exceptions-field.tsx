import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { newId } from '#shared/domain/ids.ts';
import type { ScheduleException } from '#shared/domain/schedule.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import {
  comingExceptions,
  exceptionFrom,
  NO_EXCEPTION,
  type ExceptionFault,
  type ExceptionForm,
} from './exception-form.ts';
import type { ScheduleForm } from './schedule-form.ts';

/** Leave, holidays and extra clinics: those that come, and one more. */
export function ExceptionsField({ form }: { readonly form: Signal<ScheduleForm> }): JSX.Element {
  const today = useToday();
  const { exceptions } = form.value;
  const coming = comingExceptions(exceptions, today);
  const remove = (key: string): void => {
    const { [key]: _gone, ...kept } = exceptions;
    form.value = { ...form.value, exceptions: kept };
  };
  const add = (exception: ScheduleException): void =>
    void (form.value = { ...form.value, exceptions: { ...exceptions, [newId()]: exception } });
  return (
    <fieldset class="field">
      <legend class="label">{t('setUp.exceptions')}</legend>
      <p class="hint">{coming.length > 0 ? t('setUp.exceptionsHint') : t('setUp.noExceptions')}</p>
      <ul class="exceptions">
        {coming.map(([key, exception]) => (
          <li key={key}>
            <bdi>{exceptionWords(exception)}</bdi>
            <button
              type="button"
              class="btn btn-quiet btn-icon"
              aria-label={t('setUp.removeException', { what: exceptionWords(exception) })}
              onClick={() => remove(key)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <NewException onAdd={add} />
    </fieldset>
  );
}

function NewException({
  onAdd,
}: {
  readonly onAdd: (exception: ScheduleException) => void;
}): JSX.Element {
  const form = useSignal<ExceptionForm>(NO_EXCEPTION);
  const fault = useSignal<ExceptionFault | null>(null);
  const set = (change: Partial<ExceptionForm>): void => {
    form.value = { ...form.value, ...change };
    fault.value = null;
  };
  const add = (): void => {
    const made = exceptionFrom(form.value);
    fault.value = made.ok ? null : made.error;
    if (!made.ok) return;
    onAdd(made.value);
    form.value = NO_EXCEPTION;
  };
  return (
    <>
      <ExceptionFields form={form.value} set={set} />
      <div class="row">
        <Button icon="plus" onClick={add}>
          {t('setUp.addException')}
        </Button>
        <span class="role-fault" role="status">
          {fault.value && t(`setUp.${fault.value}`)}
        </span>
      </div>
    </>
  );
}

interface ExceptionFieldsProps {
  readonly form: ExceptionForm;
  readonly set: (change: Partial<ExceptionForm>) => void;
}

function ExceptionFields({ form, set }: ExceptionFieldsProps): JSX.Element {
  const { kind, date, until, hours, reason } = form;
  return (
    <div class="form-row">
      <SelectField
        label={t('setUp.exceptionKind')}
        value={kind}
        options={(['closed', 'extra'] as const).map((value) => ({
          value,
          label: t(`setUp.exception.${value}`),
        }))}
        onChange={(next) => set({ kind: next as ExceptionForm['kind'] })}
      />
      <TextField
        type="date"
        label={t('setUp.from')}
        value={date}
        onInput={(next) => set({ date: next })}
      />
      <TextField
        type="date"
        label={t('setUp.until')}
        optional
        value={until}
        onInput={(next) => set({ until: next })}
      />
      <TextField
        label={t('setUp.hours')}
        hint={kind === 'closed' ? t('setUp.hoursWholeDay') : undefined}
        dir="ltr"
        maxLength={20}
        value={hours}
        onInput={(next) => set({ hours: next })}
      />
      <TextField
        label={t('setUp.reason')}
        optional
        maxLength={80}
        value={reason}
        onInput={(next) => set({ reason: next })}
      />
    </div>
  );
}

/** "Away 7 Dec 2026 – 13 Dec 2026, Leave". */
function exceptionWords({ kind, date, until, start, end, reason }: ScheduleException): string {
  const days = until ? `${dateText(date)} – ${dateText(until)}` : dateText(date);
  const time = start && end ? `\u2066${start}–${end}\u2069` : '';
  return [`${t(`setUp.exception.${kind}`)} ${days}`, time, reason].filter(Boolean).join(', ');
}
