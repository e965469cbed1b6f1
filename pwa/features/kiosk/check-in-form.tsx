import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { readCheckInCode } from '#shared/domain/check-in-code.ts';
import { readBirthDate } from '#shared/domain/birth-date.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { pauseMs, type Given } from './kiosk-match.ts';
import { SlipCamera } from './slip-camera.tsx';
import { useScanned } from './use-scanned.ts';

export interface CheckInFormProps {
  readonly isRefused: boolean;
  readonly isReady: boolean;
  /** Tries in a row that found nobody. */
  readonly failures: number;
  readonly onGive: (given: Given) => void;
}
/** Whoever goes away in the middle leaves nothing behind. */
const FORGET_MS = 45_000;

/** A slip held to the scanner, or the birth date with a part of the MRN or the family name. One answer for everything that is not found. */
export function CheckInForm({
  isRefused,
  isReady,
  failures,
  onGive,
}: CheckInFormProps): JSX.Element {
  const born = useSignal('');
  const proof = useSignal('');
  const isPaused = usePause(failures);
  const today = useToday();
  const giveCode = (text: string): boolean => {
    if (isPaused || !isReady) return false;
    onGive({ kind: 'code', text });
    return true;
  };
  useScanned((text) => readCheckInCode(text) && giveCode(text));
  useEffect(() => {
    const timer = setTimeout(() => {
      born.value = '';
      proof.value = '';
    }, FORGET_MS);
    return () => clearTimeout(timer);
  }, [born, proof, born.value, proof.value]);
  const date = readBirthDate(born.value, today);
  const send = (event: Event): void => {
    event.preventDefault();
    if (isPaused || !isReady || born.value.trim() === '' || proof.value.trim() === '') return;
    // A slip that was scanned into a field is a slip all the same.
    const code = [proof.value, born.value].find((text) => readCheckInCode(text));
    const typed = {
      kind: 'typed',
      born: date.ok ? date.value.date : null,
      proof: proof.value,
    } as const;
    onGive(code === undefined ? typed : { kind: 'code', text: code });
    born.value = '';
    proof.value = '';
  };
  return (
    <form class="card pad stack kiosk-form" onSubmit={send} autoComplete="off">
      {isRefused && (
        <Notice tone="info" title={t('kiosk.toDesk')}>
          {t('kiosk.toDeskWhy')}
        </Notice>
      )}
      <p class="kiosk-lead">{t('kiosk.scan')}</p>
      <SlipCamera onCode={giveCode} />
      <Fields born={born} proof={proof} />
      <div class="row">
        <Button
          kind="main"
          type="submit"
          disabled={isPaused || !isReady}
          why={isPaused ? t('kiosk.paused') : t('kiosk.notReady')}
        >
          {t('kiosk.checkIn')}
        </Button>
      </div>
    </form>
  );
}

function Fields({
  born,
  proof,
}: {
  readonly born: Signal<string>;
  readonly proof: Signal<string>;
}): JSX.Element {
  return (
    <>
      <TextField
        label={t('kiosk.born')}
        hint={t('kiosk.bornHint')}
        autoComplete="off"
        maxLength={60}
        value={born.value}
        onInput={(text) => (born.value = text)}
      />
      <TextField
        label={t('kiosk.proof')}
        hint={t('kiosk.proofHint')}
        autoComplete="off"
        maxLength={60}
        value={proof.value}
        onInput={(text) => (proof.value = text)}
      />
    </>
  );
}

/** True for a while after too many tries in a row. */
function usePause(failures: number): boolean {
  const isOver = useSignal(true);
  useEffect(() => {
    const ms = pauseMs(failures);
    isOver.value = ms === 0;
    const timer = setTimeout(() => (isOver.value = true), ms);
    return () => clearTimeout(timer);
  }, [failures, isOver]);
  return !isOver.value;
}
