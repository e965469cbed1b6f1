import type { JSX } from 'preact';
import { instantAt } from '#shared/lib/clock.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Scanning, ScanState } from '#pwa/store/duplicate-scan.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';

/** How far everybody on this computer has been compared, in records, and the way to go on or to stop. */
export function ScanCard({ scanning }: { readonly scanning: Scanning }): JSX.Element {
  const zone = useZone();
  const now = scanning.state.value;
  const isRunning = now.kind === 'reading' || now.kind === 'comparing';
  return (
    <section class="card pad scan-card" aria-label={t('duplicates.scan')}>
      <div class="grow">
        <p role="status">
          <bdi>{stateWords(now, zone)}</bdi>
        </p>
        {isRunning && now.total > 0 && (
          <progress max={now.total} value={now.people} aria-label={t('duplicates.scan')} />
        )}
        <p class="small soft">{t('duplicates.scanHere')}</p>
      </div>
      <Button
        kind={isRunning ? 'quiet' : 'plain'}
        onClick={isRunning ? scanning.pause : scanning.go}
      >
        {isRunning ? t('duplicates.pause') : goWords(now)}
      </Button>
    </section>
  );
}

function goWords({ kind }: ScanState): string {
  if (kind === 'new') return t('duplicates.scan');
  return t(kind === 'done' ? 'duplicates.scanAgain' : 'duplicates.goOn');
}

function stateWords(state: ScanState, zone: string): string {
  switch (state.kind) {
    case 'new':
      return t('duplicates.scanNew');
    case 'reading':
      return t('duplicates.scanReading', state);
    case 'comparing':
      return t('duplicates.scanComparing', state);
    case 'paused':
      return t('duplicates.scanPaused', state);
    case 'failed':
      return t('duplicates.scanFailed');
    case 'done': {
      const when = momentText(instantAt(state.finishedAt ?? 0), zone);
      return t('duplicates.scanDone', { people: state.people, when });
    }
  }
}
