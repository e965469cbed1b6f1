import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { newId } from '#shared/domain/ids.ts';
import type { AccountsStore, StoredToken } from '#server/store/accounts.ts';
import { hashSecret, makeSecret } from './secrets.ts';

/** Bearer tokens of the read API. */
export interface Tokens {
  /** Makes one; the secret is given out here and never again. */
  readonly create: (
    name: string,
  ) => Promise<{ readonly token: StoredToken; readonly secret: string }>;
  /** The token behind a secret, or null; notes at most once a minute that it was used. */
  readonly identify: (secret: string) => Promise<StoredToken | null>;
  readonly list: () => Promise<readonly StoredToken[]>;
  /** False where there is no such token. */
  readonly revoke: (id: string) => Promise<boolean>;
}

const TOUCH_MS = 60_000;

/** Only hashes are stored: a stolen backup reads nothing. */
export function createTokens(accounts: AccountsStore, clock: Clock): Tokens {
  return {
    create: async (name) => {
      const secret = makeSecret();
      const createdAt = instantAt(clock.now());
      const token = { id: newId(), name, tokenHash: hashSecret(secret), createdAt, usedAt: null };
      await accounts.addToken(token);
      return { token, secret };
    },
    identify: async (secret) => {
      const tokenHash = hashSecret(secret);
      const token = await accounts.readToken(tokenHash);
      const now = clock.now();
      if (token && (token.usedAt ?? '') < instantAt(now - TOUCH_MS)) {
        await accounts.touchToken(tokenHash, instantAt(now));
      }
      return token;
    },
    list: () => accounts.listTokens(),
    revoke: (id) => accounts.dropToken(id),
  };
}
