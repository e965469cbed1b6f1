import type { Migration } from '#server/store/sqlite/migration.ts';

/** Every pull asks whether anything left between two numbers of a feed: hardly anything ever does, and a walk over all rows took as long as half the page. */
export const leaves: Migration = {
  id: '0013-leaves',
  up: `CREATE INDEX feed_left ON feed (scope, collection, seq) WHERE kind NOT IN ('put', 'enter')`,
};
