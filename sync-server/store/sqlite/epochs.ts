import Database from 'better-sqlite3';
import { instantAt } from '#shared/lib/clock.ts';
import type { EndedEpoch } from '#server/store/restores.ts';
import { JOBS_OF_A_COPY } from './jobs.ts';
import type { Sqlite } from './open-database.ts';

const IS_COPY = 'is-copy';
/** Devices hold numbers that were given out after the backup: a restored hospital leaps over more than all of them. */
const MRN_LEAP = 20_000;

/** Notes in a copy that it is one: should the hospital ever go on from it, devices know writes that it does not. */
export function markCopy(file: string): void {
  const copy = new Database(file);
  try {
    copy.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(IS_COPY, '1');
  } finally {
    copy.close();
  }
}

export function isCopy(database: Sqlite): boolean {
  return database.prepare('SELECT 1 FROM meta WHERE key = ?').get(IS_COPY) !== undefined;
}

/**
 * Makes a copy a new generation, so that every device offers what lies beyond it and pulls from the start (S3, S11). It remembers how
 * far it holds the old one, gives no number twice, opens no session of before, and sends nothing that may have been sent.
 */
export function beginEpoch(database: Sqlite, epoch: string, now: number): void {
  database.transaction(() => {
    database.prepare('DELETE FROM meta WHERE key = ?').run(IS_COPY);
    database
      .prepare(
        'INSERT INTO past_epoch (epoch, last_seq, ended_at) SELECT epoch, head, ? FROM facility',
      )
      .run(instantAt(now));
    database.prepare('UPDATE facility SET epoch = ?, next_mrn = next_mrn + ?').run(epoch, MRN_LEAP);
    database.exec('DELETE FROM session');
    database.prepare(JOBS_OF_A_COPY).run({ now: instantAt(now) });
  })();
}

const PAST = `SELECT epoch, last_seq AS lastSeq, ended_at AS endedAt FROM past_epoch ORDER BY no`;

/** The generations that are over, the oldest first. */
export function listPastEpochs(database: Sqlite): readonly EndedEpoch[] {
  return database.prepare<[], EndedEpoch>(PAST).all();
}
