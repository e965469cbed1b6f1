import type { Store } from '#server/store/store.ts';
import { makeSecret } from './secrets.ts';

/** A secret of this hospital: made when it is first asked for, and the same from then on. */
export async function makeOnce(
  store: Pick<Store, 'readMeta' | 'transaction'>,
  name: string,
): Promise<string> {
  const known = await store.readMeta(name);
  if (known !== null) return known;
  return store.transaction(async (tx) => {
    const made = await tx.readMeta(name);
    if (made !== null) return made;
    const secret = makeSecret();
    tx.writeMeta(name, secret);
    return secret;
  });
}
