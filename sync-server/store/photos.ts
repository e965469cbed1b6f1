import type { PersonId } from '#shared/domain/ids.ts';
import type { StoredAccount } from './accounts.ts';

/** A member of staff's face as it was sent. */
export interface StoredPhoto {
  /** Names the content; the account carries it too, so that a new photo has a new address. */
  readonly hash: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Photos of staff, at most one a person; they are the server's, no device pulls them with its documents. */
export interface PhotosStore {
  readonly readPhoto: (id: PersonId) => Promise<StoredPhoto | null>;
  /** Puts a photo in the place of the one before, or takes it away; the account as it is then, null where nobody has that id. */
  readonly changePhoto: (id: PersonId, photo: StoredPhoto | null) => Promise<StoredAccount | null>;
}
