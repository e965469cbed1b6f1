import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { FileStep, ImportJob, ImportSettings } from '#shared/sync/files.ts';
import { bytesText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { RadioField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { sumWords } from './file-words.ts';
import { LookCard, whyNotReadable } from './look-card.tsx';
import { ToldList } from './told-list.tsx';
import type { Sending } from './use-sending.ts';

interface ImportViewProps {
  readonly job: ImportJob;
  readonly sending: Sending | null;
  readonly onStep: (step: FileStep) => void;
}

/** One file that comes in, at the step where it stands. */
export function ImportView(props: ImportViewProps): JSX.Element {
  const { job, onStep } = props;
  const { phase, fault } = job;
  const isReadOtherwise = useSignal(false);
  const mayRead = job.look !== null && job.result === null;
  const isLook =
    phase === 'arrived' ||
    (mayRead && (phase === 'failed' || phase === 'stopped')) ||
    isReadOtherwise.value;
  if (phase === 'arriving') return <Arriving {...props} />;
  if (phase === 'checking' || phase === 'writing') return <AtWork job={job} onStep={onStep} />;
  return (
    <div class="stack">
      {fault && <Notice tone="caution" title={t(`files.why.${fault}`)} />}
      {phase === 'stopped' && (
        <Notice
          tone="info"
          title={t('files.stopped')}
          action={<Button onClick={() => onStep({ step: 'go-on' })}>{t('files.goOn')}</Button>}
        />
      )}
      {isLook && mayRead ? (
        <ReadAs
          job={job}
          onStep={(step) => {
            isReadOtherwise.value = false;
            onStep(step);
          }}
        />
      ) : (
        <Outcome job={job} onStep={onStep} onReadOtherwise={() => (isReadOtherwise.value = true)} />
      )}
    </div>
  );
}

function Arriving({ job, sending }: ImportViewProps): JSX.Element {
  const of = bytesText(job.bytes);
  if (!sending || sending.id !== job.id) {
    const { name, receivedBytes } = job;
    return <p>{t('files.halfSent', { name, sent: bytesText(receivedBytes), of })}</p>;
  }
  const words = sending.waits ? 'files.sendingWaits' : 'files.sending';
  const said = t(words, { sent: bytesText(sending.sent), of });
  return <Progress said={said} done={sending.sent} of={sending.of} />;
}

function AtWork({ job, onStep }: Omit<ImportViewProps, 'sending'>): JSX.Element {
  const { phase, check, result, bytes, readBytes } = job;
  const isWriting = phase === 'writing';
  const done = (isWriting ? result : check)?.records ?? 0;
  const said = isWriting
    ? t('files.writing', { n: done, of: check?.records ?? 0 })
    : t('files.checking', { n: done });
  const [part, whole] = isWriting ? [done, check?.records ?? 1] : [readBytes, bytes];
  return (
    <div class="stack">
      <Progress said={said} done={part} of={whole} />
      <div class="row">
        <Button onClick={() => onStep({ step: 'stop' })}>{t('files.stop')}</Button>
      </div>
    </div>
  );
}

function Progress({
  said,
  done,
  of,
}: {
  readonly said: string;
  readonly done: number;
  readonly of: number;
}): JSX.Element {
  return (
    <>
      <p role="status">
        <b>{said}</b>
      </p>
      <progress class="file-progress" max={Math.max(1, of)} value={done} aria-label={said} />
    </>
  );
}

function ReadAs({ job, onStep }: Omit<ImportViewProps, 'sending'>): JSX.Element | null {
  const settings = useSignal<ImportSettings | null>(job.settings);
  const { look } = job;
  if (!look || !settings.value) return null;
  const said = settings.value;
  const why = whyNotReadable({ look, settings: said });
  return (
    <div class="stack">
      <LookCard look={look} settings={said} onChange={(next) => (settings.value = next)} />
      <div class="row">
        <Button
          kind="main"
          disabled={why !== ''}
          why={why}
          onClick={() => onStep({ step: 'check', settings: said })}
        >
          {t('files.check')}
        </Button>
      </div>
    </div>
  );
}

/** What became of it, or would: counts, and what there is to say of single records. */
function Outcome({
  job,
  onStep,
  onReadOtherwise,
}: Omit<ImportViewProps, 'sending'> & {
  readonly onReadOtherwise: () => void;
}): JSX.Element | null {
  const twins = useSignal<'leave-out' | 'take'>('leave-out');
  const { phase, check, result } = job;
  const sums = result ?? check;
  if (!sums) return null;
  const isWritten = result !== null;
  const [first, ...rest] = sumWords(sums, isWritten);
  const left = twins.value === 'leave-out' ? sums.twins : 0;
  const toWrite = sums.added + sums.changed + sums.waiting - left;
  return (
    <div class="stack">
      <p role="status">
        <b>{t(isWritten ? 'files.done' : 'files.checked')}</b> {first}
      </p>
      {rest.map((line) => (
        <p key={line} class="soft">
          {line}
        </p>
      ))}
      {phase === 'checked' && (
        <>
          {sums.twins > 0 && (
            <RadioField
              label={t('files.twins')}
              hint={t('files.twinsHint')}
              value={twins.value}
              options={(['leave-out', 'take'] as const).map((value) => ({
                value,
                label: t(`files.twins.${value}`),
              }))}
              onChange={(value) => (twins.value = value as 'leave-out' | 'take')}
            />
          )}
          <div class="row">
            <Button
              kind="main"
              disabled={toWrite <= 0}
              why={t('files.nothingToWrite')}
              onClick={() => onStep({ step: 'write', twins: twins.value })}
            >
              {t('files.write', { n: Math.max(0, toWrite) })}
            </Button>
            <Button kind="quiet" onClick={onReadOtherwise}>
              {t('files.readOtherwise')}
            </Button>
          </div>
        </>
      )}
      <ToldList job={job} />
    </div>
  );
}
