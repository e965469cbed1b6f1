import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { drawQr } from '#pwa/widgets/draw-qr.ts';

/** A QR code as one path: sharp at any printer's resolution, and never mirrored in Arabic. Drawn at once: it is what the paper is for. */
export function QrMark({ code }: { readonly code: string }): JSX.Element {
  const { path, side } = useMemo(() => drawQr(code), [code]);
  return (
    <svg
      class="qr"
      role="img"
      aria-label={t('labels.code')}
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
