import { randomUUID } from 'node:crypto';
import type { JsonMap } from '#shared/lib/json.ts';
import {
  jobsWanted,
  MOST_TRIES,
  type Job,
  type JobEnd,
  type JobsStore,
  type JobState,
  type LeasedJob,
  type LeaseQuestion,
  type Wanted,
} from '#server/store/jobs.ts';
import type { Sqlite } from './open-database.ts';
import { createStatements } from './statements.ts';
import type { WriterQueue } from './writer-queue.ts';

const COLUMNS = 'key, kind, subject, due, payload, is_once, state, tries, outcome, changed_at';
interface Row {
  readonly key: string;
  readonly kind: string;
  readonly subject: string;
  readonly due: string;
  readonly payload: string;
  readonly is_once: number;
  readonly state: JobState;
  readonly tries: number;
  readonly outcome: string | null;
  readonly changed_at: string;
}

/** Somebody has to look: one is due, or somebody's lease has run out. */
const ANY = `SELECT 1 WHERE EXISTS (SELECT 1 FROM job WHERE state = 'waiting' AND due <= @now)
  OR EXISTS (SELECT 1 FROM job WHERE lease IS NOT NULL AND until <= @now)`;
/** What had begun may have happened. What had not waits again, unless whoever takes it up never comes back. */
const LET_GO = `UPDATE job SET lease = NULL, until = NULL, changed_at = @now, outcome = 'interrupted',
    state = CASE WHEN state = 'begun' THEN 'unclear' WHEN tries >= ${MOST_TRIES} THEN 'failed' ELSE 'waiting' END
  WHERE lease IS NOT NULL AND until <= @now`;
const DUE = `SELECT ${COLUMNS} FROM job INDEXED BY job_due
  WHERE state = 'waiting' AND due <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY due LIMIT +?`;
const TAKE = `UPDATE job SET state = 'leased', tries = tries + 1, lease = ?, until = ?, changed_at = ? WHERE key = ?`;
const BEGIN = `UPDATE job SET state = 'begun', changed_at = ? WHERE key = ? AND lease = ? AND state = 'leased'`;
/** The last try that came to nothing is a failure. */
const END = `UPDATE job SET
    state = CASE WHEN @state = 'waiting' AND @back = 0 AND tries >= ${MOST_TRIES} THEN 'failed' ELSE @state END, outcome = @outcome, due = coalesce(@due, due), tries = tries - @back,
    lease = NULL, until = NULL, changed_at = @at
  WHERE key = @key AND lease = @lease AND state IN ('leased', 'begun')`;
const RETRY = `UPDATE job SET state = 'waiting', due = ?, tries = 0, changed_at = ?
  WHERE key = ? AND state IN ('failed', 'unclear')`;
const PUT = `INSERT INTO job (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET due = excluded.due, payload = excluded.payload, state = excluded.state, tries = excluded.tries,
    outcome = excluded.outcome, changed_at = excluded.changed_at, lease = NULL, until = NULL`;
const LIST = `SELECT ${COLUMNS} FROM job INDEXED BY job_changed
  WHERE state IN (SELECT value FROM json_each(?)) AND kind IN (SELECT value FROM json_each(?))
  ORDER BY changed_at DESC, key LIMIT +?`;
const DROP = `DELETE FROM job WHERE key IN (
  SELECT key FROM job WHERE state IN ('done', 'withdrawn', 'failed', 'unclear') AND changed_at < ? AND due < ? LIMIT +?)`;

/** The leased table in SQLite. */
export function createSqliteJobs(reader: Sqlite, queue: WriterQueue): JobsStore {
  const read = createStatements(reader);
  const change = (sql: string, ...values: readonly unknown[]): Promise<boolean> =>
    queue.run((database) => database.prepare(sql).run(...values).changes === 1);
  return {
    leaseJobs: async (question) => {
      if (read(ANY).get({ now: question.now }) === undefined) return [];
      return queue.run((database) => lease(database, question));
    },
    beginJob: (key, word, at) => change(BEGIN, at, key, word),
    endJob: (key, word, end, at) => change(END, endOf(key, word, end, at)),
    retryJob: (key, at) => change(RETRY, at, at, key),
    listJobs: async ({ kinds, states, limit }) =>
      (read(LIST).all(JSON.stringify(states), JSON.stringify(kinds), limit) as Row[]).map(jobOf),
    listJobsOf: async (subject) => jobReads(read).jobsOf(subject),
    countJobs: async (kinds) => {
      const rows = read(
        'SELECT state, count(*) AS n FROM job WHERE kind IN (SELECT value FROM json_each(?)) GROUP BY state',
      ).all(JSON.stringify(kinds)) as { state: JobState; n: number }[];
      return { ...NONE, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
    },
    dropJobs: (before, limit) =>
      queue.run((database) => database.prepare(DROP).run(before, before, limit).changes),
  };
}
const NONE: Readonly<Record<JobState, number>> = {
  waiting: 0,
  leased: 0,
  begun: 0,
  done: 0,
  failed: 0,
  unclear: 0,
  withdrawn: 0,
};

/** A backup that goes on knows nothing of what happened after it was made: what may not happen twice, and was due, may have happened. */
export const JOBS_OF_A_COPY = `UPDATE job SET state = 'unclear', outcome = 'restored', lease = NULL, until = NULL, changed_at = @now
  WHERE is_once = 1 AND (state IN ('leased', 'begun') OR state = 'waiting' AND due <= @now)`;

/** What transactions read and write of it. */
export function jobReads(prepare: ReturnType<typeof createStatements>) {
  return {
    jobsOf: (subject: string): readonly Job[] =>
      (
        prepare(`SELECT ${COLUMNS} FROM job WHERE subject = +? ORDER BY due, key`).all(
          subject,
        ) as Row[]
      ).map(jobOf),
  };
}
export function jobWrites(prepare: ReturnType<typeof createStatements>) {
  return {
    wanted: (wanted: Wanted): void => {
      const there = jobReads(prepare).jobsOf(wanted.subject);
      for (const job of jobsWanted(there, wanted))
        prepare(PUT).run(
          job.key,
          job.kind,
          job.subject,
          job.due,
          JSON.stringify(job.payload),
          Number(job.isOnce),
          job.state,
          job.tries,
          job.outcome,
          job.changedAt,
        );
    },
  };
}

function lease(
  database: Sqlite,
  { kinds, now, until, limit }: LeaseQuestion,
): readonly LeasedJob[] {
  database.prepare(LET_GO).run({ now });
  const due = database.prepare(DUE).all(now, JSON.stringify(kinds), limit) as Row[];
  return due.map((row) => {
    const word = randomUUID();
    database.prepare(TAKE).run(word, until, now, row.key);
    return { ...jobOf(row), state: 'leased', tries: row.tries + 1, lease: word };
  });
}

function endOf(key: string, lease: string, end: JobEnd, at: string): Record<string, unknown> {
  const isAgain = end.state === 'waiting';
  return {
    key,
    lease,
    at,
    state: end.state,
    outcome: end.outcome,
    due: isAgain ? end.due : null,
    back: isAgain && !end.isTry ? 1 : 0,
  };
}

function jobOf({ is_once, changed_at, payload, ...row }: Row): Job {
  return {
    ...row,
    payload: JSON.parse(payload) as JsonMap,
    isOnce: is_once === 1,
    changedAt: changed_at,
  };
}
