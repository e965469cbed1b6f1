import type { Migration } from '#server/store/sqlite/migration.ts';

/** How many documents a device has found other than the hospital has them, and mended (S16): the administrator's page shows it. */
export const repairs: Migration = {
  id: '0012-repairs',
  up: `ALTER TABLE device ADD COLUMN repaired INTEGER NOT NULL DEFAULT 0;`,
};
