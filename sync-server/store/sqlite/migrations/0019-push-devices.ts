import type { Migration } from '#server/store/sqlite/migration.ts';

/** Browsers of patients that take notifications, each by its push service's address and its own keys. */
export const pushDevices: Migration = {
  id: '0019-push-devices',
  up: `
    CREATE TABLE push_device (
      id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, endpoint TEXT NOT NULL, p256dh TEXT NOT NULL, auth TEXT NOT NULL, made_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX push_device_patient ON push_device (patient_id);
  `,
};
