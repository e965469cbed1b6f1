import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { drawQr } from './draw-qr.ts';

type Drawn = ReturnType<typeof drawQr>;

/** A QR code on paper. What draws it comes with the first one; until then, and where it does not come, nothing is there. */
export function QrCode({
  text,
  label,
}: {
  readonly text: string;
  readonly label: string;
}): JSX.Element | null {
  const drawn = useSignal<Drawn | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('./draw-qr.ts').then(
      (part) => {
        if (!isGone) drawn.value = part.drawQr(text);
      },
      () => undefined,
    );
    return () => void (isGone = true);
  }, [text, drawn]);
  const { path, side } = drawn.value ?? {};
  if (path === undefined) return null;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
