import type { DeviceId } from '#shared/domain/ids.ts';
import type { StoredDevice } from './devices.ts';

/** How a device is known again: each session hands out a new word, and what its storage says of the last one tells what became of it. */
export interface Contact {
  readonly current: string | null;
  readonly previous: string | null;
  /** True once the device has said `current`: it was stored there. */
  readonly isConfirmed: boolean;
  /** The most mutations that the device has said were made on it, or that came from it. */
  readonly made: number;
}
/** What a person must know of a device that came back as another than it left. */
export interface ContactNote {
  /** Its storage was cleared, or it is a copy of another one that goes on. */
  readonly kind: 'cleared' | 'copy';
  readonly at: string;
  /** When it was heard of before. */
  readonly lastContact: string | null;
  /** Cleared: the numbers of what may be lost run after `settled` to `made`; `missing` of them never arrived. */
  readonly settled: number;
  readonly made: number;
  readonly missing: number;
  /** Copy: of which device. */
  readonly of: DeviceId | null;
}

/** Contacts of devices, over all their sessions. */
export interface ContactsStore {
  readonly readContact: (id: DeviceId) => Promise<Contact>;
  readonly writeContact: (
    id: DeviceId,
    words: Pick<Contact, 'current' | 'previous'>,
  ) => Promise<void>;
  /** The device has said that so many mutations were made, and whether all of them are sent. */
  readonly noteMade: (
    id: DeviceId,
    said: { readonly made: number; readonly isSettled: boolean; readonly contact: string | null },
  ) => Promise<void>;
  /** Notes that the storage was cleared, with the numbers that never arrived. */
  readonly noteCleared: (
    id: DeviceId,
    note: Pick<ContactNote, 'at' | 'lastContact'>,
  ) => Promise<void>;
  /** A device of its own for a copy, with everybody who has signed in on the first one and the roles that it knew. */
  readonly addCopy: (
    copy: StoredDevice,
    tokenHash: string,
    of: Pick<ContactNote, 'lastContact'> & { readonly id: DeviceId },
  ) => Promise<void>;
  readonly listNotes: () => Promise<readonly (ContactNote & { readonly id: DeviceId })[]>;
}
