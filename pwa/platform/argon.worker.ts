import { expose } from 'comlink';
import { argon2id } from 'hash-wasm';

/** OWASP's second choice for Argon2id, 19 MiB and two passes: about 100 ms on a ward tablet. */
const COST = { parallelism: 1, iterations: 2, memorySize: 19 * 1024, hashLength: 32 } as const;

const api = {
  /** The verifier of a password, in hexadecimal. Runs off the page, because it takes a tenth of a second. */
  derive: (password: string, salt: Uint8Array): Promise<string> =>
    argon2id({ password, salt, ...COST, outputType: 'hex' }),
};
export type ArgonApi = typeof api;
expose(api);
