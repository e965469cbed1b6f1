import { createHash } from 'node:crypto';

/** What of WebCrypto the sync asks for, without the thread pool that answers it: nothing here may wait for one, so that a seed has one trace. */
export const cryptoAtOnce: Pick<Crypto, 'getRandomValues' | 'randomUUID'> & {
  readonly subtle: Pick<SubtleCrypto, 'digest'>;
} = {
  getRandomValues: crypto.getRandomValues.bind(crypto),
  randomUUID: crypto.randomUUID.bind(crypto),
  subtle: {
    digest: async (_, bytes) =>
      Uint8Array.from(
        createHash('sha256')
          .update(new Uint8Array(bytes as ArrayBuffer))
          .digest(),
      ).buffer,
  },
};
