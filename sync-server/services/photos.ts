import type { PersonId } from '#shared/domain/ids.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { Account } from '#shared/sync/accounts.ts';
import type { PhotosStore, StoredPhoto } from '#server/store/photos.ts';
import { accountOf } from './people.ts';
import { hashBytes } from './secrets.ts';

/** The kinds of picture that every browser shows. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
/** A face of 256 pixels needs a tenth of it. */
export const PHOTO_BYTES = 200 * 1024;

export type PhotoError = { readonly kind: 'no-such-person' | 'not-a-photo' };
type Changed = Promise<Result<Account, PhotoError>>;

/** The faces of staff. */
export interface Photos {
  readonly read: (id: PersonId) => Promise<StoredPhoto | null>;
  /** Takes a picture that is what it says it is. */
  readonly change: (id: PersonId, type: string, bytes: Uint8Array<ArrayBuffer>) => Changed;
  readonly remove: (id: PersonId) => Changed;
}
export interface PhotosDeps {
  readonly photos: PhotosStore;
  /** Called when a photo has changed; resolves when the devices that it concerns are told. */
  readonly onChange: () => Promise<void>;
}

/** Every way a photo changes. */
export function createPhotos({ photos, onChange }: PhotosDeps): Photos {
  const change = async (id: PersonId, photo: StoredPhoto | null): Changed => {
    const account = await photos.changePhoto(id, photo);
    if (!account) return err({ kind: 'no-such-person' });
    await onChange();
    return ok(accountOf(account));
  };
  return {
    read: (id) => photos.readPhoto(id),
    change: async (id, type, bytes) =>
      pictureTypeOf(bytes) === type
        ? change(id, { hash: hashBytes(bytes).slice(0, 16), type, bytes })
        : err({ kind: 'not-a-photo' }),
    remove: (id) => change(id, null),
  };
}

/** What bytes are by how they begin; a name or a header may say anything. */
function pictureTypeOf(bytes: Uint8Array): (typeof PHOTO_TYPES)[number] | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  return /^RIFF[^]{4}WEBP/.test(head) ? 'image/webp' : null;
}
