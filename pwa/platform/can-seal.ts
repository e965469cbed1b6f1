/**
 * Whether what this device keeps is sealed: wherever a browser has what it takes. WebCrypto is absent on a plain http address of the
 * house network, a worker for all tabs on some phones.
 */
export function canSeal(): boolean {
  const { crypto, navigator, SharedWorker } = globalThis as Partial<typeof globalThis>;
  return Boolean(crypto?.subtle && navigator?.locks && SharedWorker);
}
