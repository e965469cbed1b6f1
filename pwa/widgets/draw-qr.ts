import { encodeQR } from 'qr';

/** The dark squares of a QR code as one SVG path, with the length of its side in squares. */
export function drawQr(text: string): { readonly path: string; readonly side: number } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  const path = rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return { path, side: rows.length };
}
