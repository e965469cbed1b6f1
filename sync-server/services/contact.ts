import { newId, type DeviceId } from '#shared/domain/ids.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { SessionAnswer, SessionRequest } from '#shared/sync/session.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Store } from '#server/store/store.ts';
import { hashSecret, makeSecret } from './secrets.ts';

/** Who a device turned out to be. */
interface Met {
  readonly device: KnownDevice;
  /** The secret of a new identity; null where it is who it was. */
  readonly token: string | null;
  readonly said: Pick<SessionAnswer, 'contact' | 'countFrom'>;
}
/** Keeps how far the numbers of a device have come, and that it has stored its word. */
export type NoteMade = Pick<Store['contacts'], 'noteMade'>;
export type MeetDevice = (device: KnownDevice, request: SessionRequest) => Promise<Met>;

/**
 * Looks at the word that the last session left on a device (S12).
 *   the same word, or the one before it if the answer may have been lost ──► goes on
 *   no word, though there was one ──► its storage was cleared: what never arrived is reported, and it counts on from where it was
 *   an older word ──► a copy: it gets an identity of its own, and both go on
 */
export function createMeetDevice({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'contacts' | 'devices'>;
  readonly clock: Clock;
}): MeetDevice {
  const { contacts } = store;
  return async (device, { contact, mutations = 0 }) => {
    // An app that does not know of it yet.
    if (contact === undefined) return { device, token: null, said: {} };
    const kept = await contacts.readContact(device.id);
    const isAnswerLost = contact !== null && contact === kept.previous && !kept.isConfirmed;
    if (isAnswerLost && kept.current)
      return { device, token: null, said: { contact: kept.current, countFrom: kept.made } };
    if (contact !== null && kept.current !== null && contact !== kept.current)
      return { ...(await copyOf(store, device, instantAt(clock.now()))), said: {} };
    const isCleared = contact === null && kept.current !== null && mutations < kept.made;
    if (isCleared) {
      const { lastContact } = device;
      await contacts.noteCleared(device.id, { at: instantAt(clock.now()), lastContact });
    }
    const current = makeSecret();
    await contacts.writeContact(device.id, { current, previous: contact });
    await contacts.noteMade(device.id, { made: mutations, isSettled: false, contact: null });
    return { device, token: null, said: { contact: current, countFrom: kept.made } };
  };
}

/** Its first word comes with its next session: until that is stored there, nothing tells it from what it is a copy of. */
async function copyOf(
  { contacts, devices }: Pick<Store, 'contacts' | 'devices'>,
  first: KnownDevice,
  at: string,
): Promise<Pick<Met, 'device' | 'token'>> {
  const taken = new Set((await devices.listDevices()).map(({ name }) => name));
  let n = 2;
  while (taken.has(`${first.name} (${n})`)) n += 1;
  const token = makeSecret();
  const { people, ...known } = first;
  const copy = { ...known, id: newId<DeviceId>(), name: `${first.name} (${n})`, enrolledAt: at };
  await contacts.addCopy(copy, hashSecret(token), first);
  return { device: { ...copy, people }, token };
}
