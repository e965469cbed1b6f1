import { argon2id } from 'hash-wasm';

/** OWASP's second choice for Argon2id, 19 MiB and two passes: about 100 ms on a ward tablet. */
const COST = { parallelism: 1, iterations: 2, memorySize: 19 * 1024, hashLength: 32 } as const;

export interface ToDerive {
  readonly password: string;
  readonly salt: Uint8Array;
}

/** One question and one answer, in hexadecimal. Runs off the page, because it takes a tenth of a second. */
globalThis.onmessage = ({ data }: MessageEvent<ToDerive>) => {
  argon2id({ ...data, ...COST, outputType: 'hex' }).then(
    (hash) => postMessage(hash),
    (cause: unknown) => reportError(cause),
  );
};
