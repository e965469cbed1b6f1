import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { claimsOf } from '#server/store/claims.ts';
import { StoreError } from '#server/store/store.ts';
import { accountsMigration } from './accounts-migration.ts';
import { storeErrorOf, type Sqlite } from './open-database.ts';
import { documentTables } from './migrations/0001-documents.ts';
import { importTable } from './migrations/0003-imports.ts';
import { staffPhotos } from './migrations/0004-staff-photos.ts';
import { leases } from './migrations/0005-leases.ts';
import { restores } from './migrations/0006-restores.ts';
import { contacts } from './migrations/0007-contacts.ts';
import { rowHashes } from './migrations/0008-row-hashes.ts';
import { scopes } from './migrations/0009-scopes.ts';
import { openings } from './migrations/0010-openings.ts';
import { leanWrites } from './migrations/0011-lean-writes.ts';
import { repairs } from './migrations/0012-repairs.ts';
import { leaves } from './migrations/0013-leaves.ts';
import { escrowDecisions } from './migrations/0014-escrow-decisions.ts';
import { ends } from './migrations/0015-ends.ts';
import { blobs } from './migrations/0016-blobs.ts';
import { jobs } from './migrations/0017-jobs.ts';
import { feedLinks } from './migrations/0018-feed-links.ts';
import { pushDevices } from './migrations/0019-push-devices.ts';
import { fileJobs } from './migrations/0020-file-jobs.ts';
import type { Migration } from './migration.ts';
import { teachRowHash, teachRowSum } from './row-sum.ts';

/** Every step from an empty file to this release, in order; forward only, never edited after release. */
const MIGRATIONS: readonly Migration[] = [
  documentTables,
  accountsMigration,
  importTable,
  staffPhotos,
  leases,
  restores,
  contacts,
  rowHashes,
  scopes,
  openings,
  leanWrites,
  repairs,
  leaves,
  escrowDecisions,
  ends,
  blobs,
  jobs,
  feedLinks,
  pushDevices,
  fileJobs,
];

/** Marks the file as Wardline's ("WARD"), so that no other program's database is taken for it. */
const APPLICATION_ID = 0x57415244;

/** Brings the database up to this release; refuses a newer one, another program's and a damaged one (StoreError). */
export function migrate(database: Sqlite, file: string): void {
  teachRowHash(database);
  teachRowSum(database);
  database.function('claims_of', { deterministic: true }, claimsOfText);
  try {
    const version = versionOf(database, file);
    if (version === MIGRATIONS.length) return;
    database.exec('BEGIN IMMEDIATE');
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration.up);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${MIGRATIONS.length}`);
    database.exec('COMMIT');
  } catch (cause) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw storeErrorOf(cause, file);
  }
}

/** What a stored document claims, for the texts of migrations. */
function claimsOfText(collection: CollectionName, id: string, wire: string): string {
  const { content } = JSON.parse(wire) as { content: JsonMap };
  return JSON.stringify(claimsOf(collection, id, content));
}

function versionOf(database: Sqlite, file: string): number {
  const application = Number(database.pragma('application_id', { simple: true }));
  const version = Number(database.pragma('user_version', { simple: true }));
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (application !== APPLICATION_ID && tables !== 0) {
    throw new StoreError(
      'not-a-database',
      `${file} belongs to another program. Give another folder with --data.`,
    );
  }
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      'newer-database',
      `${file} was written by a newer Wardline (format ${version}, this one knows ${MIGRATIONS.length}). Start the newer release, or restore a backup made with this one.`,
    );
  }
  return version;
}
