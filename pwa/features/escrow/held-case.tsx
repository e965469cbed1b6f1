import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { IdentityLine } from '#pwa/widgets/identity-line.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import { labelWords, valueWords, type NamesKnown } from '#pwa/widgets/record-words.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { AsideDialog } from './aside-dialog.tsx';
import { heldLines, type HeldCase as Case } from './held-cases.ts';

export interface HeldCaseProps {
  readonly one: Case;
  readonly names: NamesKnown;
  readonly onApply: () => Promise<void>;
  /** True when it is done. */
  readonly onAside: (reason: string) => Promise<boolean>;
}

/** One write that waits: whose record, who wrote it where and when, why it waits, both sides, and what can be done. */
export function HeldCase({ one, names, onApply, onAside }: HeldCaseProps): JSX.Element {
  const isAsking = useSignal(false);
  const isBusy = useSignal(false);
  const [first] = one.entries;
  const canLand = first.entry !== null;
  const apply = async (): Promise<void> => {
    if (isBusy.value) return;
    isBusy.value = true;
    await onApply();
    isBusy.value = false;
  };
  return (
    <article class="card pad stack" aria-labelledby={`held-${one.id}`}>
      <header class="stack">
        <h2 id={`held-${one.id}`}>
          <Subject one={one} />
        </h2>
        <Notice tone="caution" title={t(`inbox.code.${first.code}`)}>
          {whoWords(one, names.zone)}
        </Notice>
      </header>
      <Lines one={one} names={names} />
      <div class="row">
        <Button
          kind="main"
          disabled={!canLand}
          why={t('escrow.cannotLand')}
          onClick={() => void apply()}
        >
          {t('escrow.apply')}
        </Button>
        <Button onClick={() => (isAsking.value = true)}>{t('escrow.aside')}</Button>
      </div>
      {isAsking.value && <AsideDialog onAside={onAside} onClose={() => (isAsking.value = false)} />}
    </article>
  );
}

function Subject({ one }: { readonly one: Case }): JSX.Element {
  const [{ patient, collection, subject }] = one.entries;
  const today = useToday();
  return (
    <span class="facts">
      <span class="soft">{t(`syncPanel.of.${collection}`)}</span>
      {patient && (
        <>
          <a href={`/patients/${subject?.patientId ?? ''}`}>
            <PatientName patient={patient} />
          </a>
          <IdentityLine patient={patient as Patient} today={today} />
        </>
      )}
    </span>
  );
}

function whoWords({ entries }: Case, zone: string): string {
  const [first] = entries;
  const device = isolated(first.deviceName ?? t('escrow.noDevice'));
  const arrived = momentText(first.at, zone);
  if (!first.entry) return t('escrow.unread', { device, arrived });
  const name = isolated(first.author ?? t('inbox.noName'));
  return t('escrow.who', { name, device, written: momentText(first.entry.at, zone), arrived });
}

function Lines({ one, names }: { readonly one: Case; readonly names: NamesKnown }): JSX.Element {
  const lines = heldLines(one);
  if (lines.length === 0) return <p>{t('inbox.refusedNothing')}</p>;
  const isNew = one.entries[0].hospital === null;
  return (
    <div class="scroll-x">
      <table class="held">
        <thead>
          <tr>
            <th scope="col">{t('escrow.field')}</th>
            <th scope="col">{t('escrow.written')}</th>
            <th scope="col">{t('escrow.hospital')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{labelWords(line.field)}</th>
              <td>
                <bdi>{line.written ? valueWords(line.written, names) : t('inbox.takenOut')}</bdi>
              </td>
              <td class={line.isAlike ? 'soft' : undefined}>
                <bdi>
                  {line.hospital
                    ? valueWords(line.hospital, names)
                    : t(isNew ? 'escrow.noRecord' : 'escrow.nothing')}
                </bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
