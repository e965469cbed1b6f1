import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { mayWrite } from '#shared/domain/rights.ts';
import type { OpeningAnswer } from '#shared/sync/history.ts';
import { timeText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';

/** Brings a record to this device for a reason; the chart opens by itself when it has arrived. */
export function OpenOutside({ id }: { readonly id: string }): JSX.Element | null {
  const reason = useSignal('');
  const error = useSignal('');
  const until = useSignal<string | null>(null);
  const zone = useZone();
  const isAllowed = mayWrite(useRoles(), 'patients', '/comment');
  if (!isAllowed) return null;
  if (until.value !== null) {
    return (
      <Notice tone="good" title={t('chart.openOutsideDone', { at: timeText(until.value, zone) })} />
    );
  }
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    // It may stand in a form of another purpose.
    event.stopPropagation();
    if (reason.value.trim() === '') return void (error.value = t('chart.openOutsideNeeds'));
    const path = `/api/v1/patients/${id}/opening`;
    const answer = await callHospital<OpeningAnswer>('POST', path, { reason: reason.value.trim() });
    if (answer.ok) until.value = answer.value.until;
    else error.value = errorWords(answer.error);
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      <TextField
        label={t('chart.openOutsideLabel')}
        hint={t('chart.openOutsideHint')}
        error={error.value || undefined}
        value={reason.value}
        maxLength={120}
        autoComplete="off"
        onInput={(text) => {
          reason.value = text;
          error.value = '';
        }}
      />
      <p>
        <Button kind="main" type="submit" icon="key">
          {t('chart.openOutside')}
        </Button>
      </p>
    </form>
  );
}

function errorWords(error: CallError): string {
  if (error.kind === 'unreachable') return t('chart.openOutsideOffline');
  if (error.kind === 'signed-out') return t('chart.openOutsideSignedOut');
  return error.problem.status === 404 ? t('chart.openOutsideNobody') : error.problem.title;
}
