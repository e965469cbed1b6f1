import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * Which roles each person wrote with on each device, from which of its mutations on: what waits on a device is judged by them, not
 * by the roles at arrival (S9). Who is enrolled already is judged by the roles of now until their device has come back once.
 */
export const leases: Migration = {
  id: '0005-leases',
  up: `
    CREATE TABLE lease (
      device_id TEXT NOT NULL REFERENCES device (id),
      person_id TEXT NOT NULL REFERENCES person (id),
      after_n INTEGER NOT NULL,
      roles TEXT NOT NULL CHECK (json_valid(roles)),
      until TEXT NOT NULL,
      PRIMARY KEY (device_id, person_id, after_n)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO lease (device_id, person_id, after_n, roles, until)
      SELECT device_id, person_id, 0, roles, '' FROM enrolment JOIN person ON person.id = person_id;
  `,
};
