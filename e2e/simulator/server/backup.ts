import Database from 'better-sqlite3';

/** A backup as `Store.backup` leaves it: it knows that it is a copy. */
export function asCopy(backup: Buffer): Buffer {
  const copy = new Database(backup);
  copy.exec(`INSERT OR REPLACE INTO meta (key, value) VALUES ('is-copy', '1')`);
  const image = copy.serialize();
  copy.close();
  return image;
}
