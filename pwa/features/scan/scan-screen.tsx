import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { readScanCode } from '#shared/domain/scan-code.ts';
import { t } from '#pwa/i18n/t.ts';
import { ScannedContext } from '#pwa/store/scanned-context.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { CameraView } from '#pwa/widgets/camera-view.tsx';
import { readCodes } from '#pwa/widgets/read-codes.ts';
import { FoundByNumber } from './found-by-number.tsx';

type Answer =
  | { readonly kind: 'waiting' | 'misread' }
  | { readonly kind: 'foreign'; readonly text: string };

/** A wristband, label or card in front of the camera, or from a scanner that types: it opens the chart, or it is said why not. */
export function ScanScreen(): JSX.Element {
  const scanned = useContext(ScannedContext);
  const { route } = useLocation();
  const answer = useSignal<Answer>({ kind: 'waiting' });
  const text = scanned.value;
  useEffect(() => {
    if (text === '') return;
    scanned.value = '';
    const read = readScanCode(text);
    // The chart begins with the name and two identifiers; what was scanned is no page to come back to.
    if (read.kind === 'person') route(`/patients/${read.id}`, true);
    else answer.value = read.kind === 'misread' ? { kind: 'misread' } : { kind: 'foreign', text };
  }, [text, scanned, answer, route]);
  const now = answer.value;
  return (
    <Screen title={t('scan.title')}>
      <div class="stack scan">
        <p class="soft">{t('scan.how')}</p>
        <div role="status">
          {now.kind === 'misread' && (
            <Notice tone="caution" title={t('scan.misread')}>
              {t('scan.misreadWhy')}
            </Notice>
          )}
          {now.kind === 'foreign' && <FoundByNumber key={now.text} text={now.text} />}
        </div>
        <CameraView
          label={t('scan.preview')}
          instead={t('scan.instead')}
          onLive={(video) => readCodes(video, (code) => (scanned.value = code))}
        />
      </div>
    </Screen>
  );
}
