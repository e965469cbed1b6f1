import { createHash } from 'node:crypto';

/**
 * Nothing that the app does not bring along itself; `wasm-unsafe-eval` is Argon2id in the vault's worker, `blob:` a photo on its way in.
 * The script and the style that stand in the page are named by their hash, so nothing else that gets into a page runs or counts.
 */
export function contentSecurityPolicy(page: string): string {
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashesOf(page, 'script')].join(' '),
    ["style-src 'self'", ...hashesOf(page, 'style')].join(' '),
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "font-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

function hashesOf(page: string, tag: 'script' | 'style'): readonly string[] {
  return [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}
