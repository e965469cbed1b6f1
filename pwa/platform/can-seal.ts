const KEY = 'wardline.store';

/**
 * Whether what this device keeps is sealed: where that is written for this browser, and it can (WebCrypto is absent on a plain http
 * address of the house network).
 */
export function canSeal(): boolean {
  if (!globalThis.crypto?.subtle) return false;
  try {
    return localStorage.getItem(KEY) === 'sealed';
  } catch {
    return false;
  }
}
