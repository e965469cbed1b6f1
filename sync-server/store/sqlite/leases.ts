import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/person.ts';
import type { Renewal, StoredLease } from '#server/store/devices.ts';
import type { Sqlite } from './open-database.ts';
import type { createStatements } from './statements.ts';

interface LeaseRow {
  readonly person_id: PersonId;
  readonly after_n: number;
  readonly roles: string;
  readonly until: string;
}

const LIST =
  'SELECT person_id, after_n, roles, until FROM lease WHERE device_id = +? ORDER BY after_n';
const BEGIN = `INSERT INTO lease (device_id, person_id, after_n, roles, until)
  SELECT @deviceId, id, 0, roles, @until FROM person WHERE id = @personId
    AND NOT EXISTS (SELECT 1 FROM lease WHERE device_id = @deviceId AND person_id = @personId)`;
/** The newest lease of each person on a device. */
const IS_NEWEST = `after_n = (SELECT max(newest.after_n) FROM lease newest
  WHERE newest.device_id = lease.device_id AND newest.person_id = lease.person_id)`;
const RENEW = `UPDATE lease SET until = @until WHERE device_id = @deviceId AND ${IS_NEWEST}`;
/** Numbers never go back: a device that counts anew must not draw out a lease that has been replaced. */
const REPLACE = `INSERT OR REPLACE INTO lease (device_id, person_id, after_n, roles, until)
  SELECT @deviceId, person.id, max(@mutations, coalesce(lease.after_n, 0)), person.roles, @until
  FROM enrolment JOIN person ON person.id = enrolment.person_id
    LEFT JOIN lease ON lease.device_id = +@deviceId AND lease.person_id = person.id AND ${IS_NEWEST}
  WHERE enrolment.device_id = +@deviceId AND person.roles IS NOT lease.roles`;
const DROP = `DELETE FROM lease WHERE device_id = @deviceId AND until <= @at AND NOT ${IS_NEWEST}`;

/** Begins the first lease of a person on a device, with the roles they have now; one that is there goes on. */
export function beginLease(
  database: Sqlite,
  lease: { readonly deviceId: DeviceId; readonly personId: PersonId; readonly until: string },
): void {
  database.prepare(BEGIN).run(lease);
}

/** Draws out what everybody on the device has, replaces it where their roles have changed, and forgets what is over. */
export function renewLeases(database: Sqlite, deviceId: DeviceId, renewal: Renewal): void {
  const { mutations, until, at } = renewal;
  database.prepare(RENEW).run({ deviceId, until });
  database.prepare(REPLACE).run({ deviceId, until, mutations });
  database.prepare(DROP).run({ deviceId, at });
}

/** Every lease on a device that may still count, the oldest first. */
export function listLeases(
  prepare: ReturnType<typeof createStatements>,
  deviceId: DeviceId,
): readonly StoredLease[] {
  const rows = prepare(LIST).all(deviceId) as LeaseRow[];
  return rows.map(({ person_id, after_n, roles, until }) => ({
    personId: person_id,
    afterN: after_n,
    roles: JSON.parse(roles) as readonly Role[],
    until,
  }));
}
