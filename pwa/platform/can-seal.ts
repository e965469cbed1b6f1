const KEY = 'wardline.store';

/**
 * Whether what this device keeps is sealed: where that is written for this browser, and it has what it takes. WebCrypto is absent on a
 * plain http address of the house network, a worker for all tabs on some phones.
 */
export function canSeal(): boolean {
  const { crypto, navigator, SharedWorker } = globalThis as Partial<typeof globalThis>;
  if (!crypto?.subtle || !navigator?.locks || !SharedWorker) return false;
  try {
    return localStorage.getItem(KEY) === 'sealed';
  } catch {
    return false;
  }
}
