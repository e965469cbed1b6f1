import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { isAddressLike } from '#shared/domain/telecom.ts';
import type { TestAnswer } from '#shared/sync/reminders.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { reasonWords } from '#pwa/widgets/reminder-words.ts';
import type { RemindersView } from './use-reminders.ts';

/** One message to an address of the administrator's own: does mail leave the house? */
export function TestForm({ onTest }: { readonly onTest: RemindersView['test'] }): JSX.Element {
  const to = useSignal('');
  const wrong = useSignal(false);
  const isBusy = useSignal(false);
  const answer = useSignal<TestAnswer | 'unreachable' | null>(null);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    wrong.value = !isAddressLike(to.value.trim());
    if (wrong.value || isBusy.value) return;
    isBusy.value = true;
    answer.value = null;
    const sent = await onTest(to.value.trim());
    answer.value = sent.ok ? sent.value : 'unreachable';
    isBusy.value = false;
  };
  return (
    <section class="card pad" aria-labelledby="reminders-test">
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <h2 id="reminders-test">{t('reminders.test')}</h2>
        <TextField
          label={t('reminders.testTo')}
          error={wrong.value ? t('reminders.testWrong') : undefined}
          type="email"
          inputMode="email"
          autoComplete="email"
          value={to.value}
          onInput={(text) => (to.value = text)}
        />
        <div class="row">
          <Button type="submit" disabled={isBusy.value}>
            {t('reminders.testSend')}
          </Button>
        </div>
        {answer.value && <Answer answer={answer.value} />}
      </form>
    </section>
  );
}

function Answer({ answer }: { readonly answer: TestAnswer | 'unreachable' }): JSX.Element {
  if (answer === 'unreachable') return <Notice tone="caution" title={t('fleet.notDone')} />;
  const { state, said } = answer;
  const why = reasonWords(answer) ?? '';
  const title =
    state === 'failed' ? t('reminders.test.failed', { why }) : t(`reminders.test.${state}`);
  return (
    <Notice tone={state === 'sent' ? 'good' : 'caution'} title={title}>
      {said && t('reminders.said', { words: isolated(said) })}
    </Notice>
  );
}
