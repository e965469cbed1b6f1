import { newId, type DeviceId } from '#shared/domain/ids.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { SessionAnswer, SessionRequest } from '#shared/sync/session.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Store } from '#server/store/store.ts';
import { openContactWords } from './contact-word.ts';
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
/** So many copies have come up lately that no more are made before tomorrow; what waits on this one stays on it. */
interface MeetError {
  readonly kind: 'too-many-copies';
}
export type MeetDevice = (
  device: KnownDevice,
  request: SessionRequest,
) => Promise<Result<Met, MeetError>>;

const DAY_MS = 86_400_000;
/** A cupboard of tablets that were made from one picture at most; a broken or a hostile client makes no more (S20). */
const COPIES_A_DAY = { ofOne: 10, ofAll: 60 } as const;

/**
 * Looks at the word that the last session left on a device (S12).
 *   the same word, or the one before it if the answer may have been lost ──► goes on
 *   a later word than this hospital knows ──► the hospital was restored since: it goes on
 *   no word that was given to it, though there was one ──► its storage was cleared: what never arrived is reported, and it counts on from where it was
 *   an older word ──► a copy: it gets an identity of its own, and both go on
 */
export function createMeetDevice({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'contacts' | 'devices' | 'readMeta' | 'transaction'>;
  readonly clock: Clock;
}): MeetDevice {
  const { contacts } = store;
  return async (device, { contact: said, mutations = 0 }) => {
    // An app that does not know of it yet.
    if (said === undefined) return ok({ device, token: null, said: {} });
    const kept = await contacts.readContact(device.id);
    const words = await openContactWords(store);
    const number = words.numberOf(device.id, said);
    const contact = number === null ? null : said;
    const isAnswerLost = contact !== null && contact === kept.previous && !kept.isConfirmed;
    if (isAnswerLost && kept.current)
      return ok({ device, token: null, said: { contact: kept.current, countFrom: kept.made } });
    const isOlder = (number ?? 0) < (words.numberOf(device.id, kept.current) ?? 0);
    const isOther = contact !== null && contact !== kept.current;
    if (isOther && isOlder) {
      const now = clock.now();
      if (await areTooMany(contacts, device.id, now)) return err({ kind: 'too-many-copies' });
      return ok({ ...(await copyOf(store, device, instantAt(now))), said: {} });
    }
    const isCleared = contact === null && kept.current !== null && mutations < kept.made;
    if (isCleared) {
      const { lastContact } = device;
      await contacts.noteCleared(device.id, { at: instantAt(clock.now()), lastContact });
    }
    const current = words.make(device.id, [kept.current, contact]);
    await contacts.writeContact(device.id, { current, previous: contact });
    await contacts.noteMade(device.id, { made: mutations, isSettled: false, contact: null });
    return ok({ device, token: null, said: { contact: current, countFrom: kept.made } });
  };
}

async function areTooMany(
  contacts: Store['contacts'],
  of: DeviceId,
  now: number,
): Promise<boolean> {
  const lately = (await contacts.listNotes()).filter(
    ({ kind, at }) => kind === 'copy' && now - Date.parse(at) < DAY_MS,
  );
  const ofOne = lately.filter((note) => note.of === of).length;
  return ofOne >= COPIES_A_DAY.ofOne || lately.length >= COPIES_A_DAY.ofAll;
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
