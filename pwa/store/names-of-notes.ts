import { COLLECTIONS } from '#shared/domain/collections.ts';

/** How RxDB names the collections in which its replications keep their notes (`replicateRxCollection`), each with the collection that they are on. */
export async function namesOfNotes(): Promise<Readonly<Record<string, string>>> {
  const names = COLLECTIONS.map(async (name) => {
    const text = new TextEncoder().encode(`${name}-hospital-${name}`);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
    const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return [`rx-replication-meta-${hex}`, name] as const;
  });
  return Object.fromEntries(await Promise.all(names));
}
