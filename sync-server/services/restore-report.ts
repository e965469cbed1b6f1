import type { ContactWord, FleetAnswer, RestoreReport } from '#shared/sync/fleet.ts';
import type { Store } from '#server/store/store.ts';

/** Devices keep what was accepted for so long: afterwards nothing more can come. */
const AWAITED_MS = 35 * 86_400_000;

/** What has come back since the last restore, from whom, and who has not been heard of (S11); nothing where there was none lately. */
export async function restoreReport(
  store: Store,
  now: number,
): Promise<Pick<FleetAnswer, 'restore'>> {
  const last = (await store.listPastEpochs()).at(-1);
  if (!last || now - Date.parse(last.endedAt) > AWAITED_MS) return {};
  const known = await store.devices.listDevices();
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const returned = await store.listReturned();
  const done = new Set(returned.flatMap(({ deviceId, isDone }) => (isDone ? [deviceId] : [])));
  const sum = (key: 'documents' | 'mutations' | 'refused'): number =>
    returned.reduce((all, one) => all + one[key], 0);
  const restore: RestoreReport = {
    at: last.endedAt,
    lastSeq: last.lastSeq,
    documents: sum('documents'),
    mutations: sum('mutations'),
    refused: sum('refused'),
    devices: returned.map(({ deviceId, documents, mutations, refused }) => ({
      id: deviceId,
      name: names.get(deviceId) ?? deviceId,
      documents,
      mutations,
      refused,
    })),
    missing: known
      .filter(({ id, enrolledAt }) => !done.has(id) && enrolledAt <= last.endedAt)
      .map(({ id, name, lastContact }) => ({ id, name, lastContact })),
  };
  return { restore };
}

/** Devices that came back with a cleared storage, or as a copy of another one (S12). */
export async function contactWords(
  store: Store,
  now: number,
): Promise<Pick<FleetAnswer, 'contacts'>> {
  const notes = await store.contacts.listNotes();
  const lately = notes.filter(({ at }) => now - Date.parse(at) <= AWAITED_MS);
  if (lately.length === 0) return {};
  const names = new Map((await store.devices.listDevices()).map(({ id, name }) => [id, name]));
  const contacts = lately.map(({ kind, id, at, lastContact, missing, of }): ContactWord => {
    const name = names.get(id) ?? id;
    return { kind, id, name, at, lastContact, missing, of: of && (names.get(of) ?? of) };
  });
  return { contacts };
}
