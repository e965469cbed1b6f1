import type { PersonId } from '#shared/domain/ids.ts';
import type { PhotosStore, StoredPhoto } from '#server/store/photos.ts';
import { accountOfId } from './accounts.ts';
import type { Sqlite } from './open-database.ts';
import type { WriterQueue } from './writer-queue.ts';

const READ = `SELECT person.photo AS hash, staff_photo.type, staff_photo.bytes
  FROM staff_photo JOIN person ON person.id = staff_photo.person_id WHERE person.id = ?`;
const PUT = `INSERT OR REPLACE INTO staff_photo (person_id, type, bytes) VALUES (?, ?, ?)`;
const DROP = 'DELETE FROM staff_photo WHERE person_id = ?';
const NAME = 'UPDATE person SET photo = ? WHERE id = ?';

/** Photos of staff in SQLite; a photo and its name on the account change together. */
export function createSqlitePhotos(reader: Sqlite, queue: WriterQueue): PhotosStore {
  return {
    readPhoto: async (id) => {
      const row = reader.prepare<[string], StoredPhoto>(READ).get(id);
      return row ? { ...row, bytes: new Uint8Array(row.bytes) } : null;
    },
    changePhoto: (id, photo) =>
      queue.run((database) => {
        if (!accountOfId(database, id)) return null;
        write(database, id, photo);
        return accountOfId(database, id);
      }),
  };
}

function write(database: Sqlite, id: PersonId, photo: StoredPhoto | null): void {
  if (photo) database.prepare(PUT).run(id, photo.type, photo.bytes);
  else database.prepare(DROP).run(id);
  database.prepare(NAME).run(photo?.hash ?? null, id);
}
