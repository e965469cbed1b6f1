import type { FeedLink, FeedsStore } from '#server/store/feeds.ts';
import type { Sqlite } from './open-database.ts';
import type { WriterQueue } from './writer-queue.ts';

const READ = `SELECT person_id AS personId, token_hash AS tokenHash, language, made_at AS madeAt, read_at AS readAt
  FROM feed_link WHERE`;
const PUT = `INSERT OR REPLACE INTO feed_link (person_id, token_hash, language, made_at, read_at)
  VALUES (@personId, @tokenHash, @language, @madeAt, @readAt)`;

/** Addresses of calendars in SQLite. */
export function createSqliteFeeds(reader: Sqlite, queue: WriterQueue): FeedsStore {
  const read = (column: 'person_id' | 'token_hash', value: string): FeedLink | null =>
    reader.prepare<[string], FeedLink>(`${READ} ${column} = ?`).get(value) ?? null;
  const write = async (sql: string, ...values: readonly unknown[]): Promise<void> => {
    await queue.run((database) => database.prepare(sql).run(...values));
  };
  return {
    putFeedLink: (link) => write(PUT, link),
    feedLinkOf: async (personId) => read('person_id', personId),
    readFeedLink: async (tokenHash) => read('token_hash', tokenHash),
    touchFeedLink: (tokenHash, at) =>
      write('UPDATE feed_link SET read_at = ? WHERE token_hash = ?', at, tokenHash),
    dropFeedLink: (personId) => write('DELETE FROM feed_link WHERE person_id = ?', personId),
  };
}
