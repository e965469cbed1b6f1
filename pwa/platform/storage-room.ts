/** How much of what the browser grants is used, and whether it promised to keep it. */
export interface StorageRoom {
  readonly used: number;
  readonly quota: number;
  readonly isPersisted: boolean;
}

/** Asks the browser; null where it does not tell. */
export async function readStorageRoom(): Promise<StorageRoom | null> {
  try {
    const [{ usage, quota }, isPersisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    return usage === undefined || !quota ? null : { used: usage, quota, isPersisted };
  } catch {
    return null;
  }
}

let asked: Promise<unknown> | undefined;

/** Asks the browser once to keep what is stored here; resolves when it has answered, with whatever answer. */
export function askToKeep(): Promise<unknown> {
  return (asked ??= (async () => navigator.storage.persist())().catch(() => false));
}
