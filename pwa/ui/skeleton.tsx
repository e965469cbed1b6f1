import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';

const PATIENCE_MS = 500;

/** The shape of a list to come; nothing at all for the first half second, so that a quick answer does not flicker. */
export function Skeleton({ rows = 4 }: { readonly rows?: number }): JSX.Element | null {
  const isLate = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (isLate.value = true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLate]);
  if (!isLate.value) return null;
  return (
    <div class="pad" role="status">
      <span class="vh">{t('ui.loading')}</span>
      <div class="stack" aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} class="bones">
            <span class="bone bone-face" />
            <span class="bone bone-long" />
            <span class="bone bone-short" />
          </div>
        ))}
      </div>
    </div>
  );
}
