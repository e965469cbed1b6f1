import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import type { DevicesStore, StoredDevice, StoredVital } from '#server/store/devices.ts';
import { personOfRow, type PersonRow } from './accounts.ts';
import { beginLease, listLeases, renewLeases } from './leases.ts';
import type { Sqlite } from './open-database.ts';
import { createStatements } from './statements.ts';
import type { Unchanged } from './unchanged.ts';
import type { WriterQueue } from './writer-queue.ts';

interface DeviceRow {
  readonly id: DeviceId;
  readonly name: string;
  readonly kind: StoredDevice['kind'];
  readonly is_locked: number;
  readonly places: string | null;
  readonly enrolled_at: string;
  readonly last_person_id: PersonId | null;
  readonly last_contact: string | null;
  readonly unsent: number;
  readonly oldest_unsent: string | null;
  readonly app_version: string | null;
  readonly storage: string | null;
  readonly clock_skew_ms: number | null;
  readonly repaired: number;
}

const ADD = `INSERT INTO device (id, token_hash, name, kind, is_locked, places, enrolled_at, last_person_id, last_contact,
    unsent, oldest_unsent, app_version, storage, clock_skew_ms)
  VALUES (@id, @tokenHash, @name, @kind, @isLocked, @places, @enrolledAt, @lastPersonId, @lastContact,
    @unsent, @oldestUnsent, @appVersion, @storage, @clockSkewMs)`;
const STATUS = `UPDATE device SET kind = @kind, last_contact = @lastContact, unsent = @unsent,
    oldest_unsent = @oldestUnsent, app_version = @appVersion, storage = @storage, clock_skew_ms = @clockSkewMs,
    last_person_id = coalesce(@lastPersonId, last_person_id), repaired = coalesce(@repaired, repaired)
  WHERE id = @id`;
const CHANGE = `UPDATE device SET name = coalesce(?, name), is_locked = coalesce(?, is_locked),
    places = CASE WHEN ? THEN ? ELSE places END WHERE id = ?`;
const ENROL =
  'INSERT OR IGNORE INTO enrolment (device_id, person_id, enrolled_at) VALUES (?, ?, ?)';
const ENROLMENTS =
  'SELECT device_id AS deviceId, person_id AS personId FROM enrolment ORDER BY enrolled_at';
const PEOPLE_OF_DEVICE = `SELECT person.* FROM enrolment JOIN person ON person.id = enrolment.person_id
  WHERE enrolment.device_id = +? ORDER BY person.name, person.id`;
const ADD_VITAL = `INSERT INTO vital (name, kind, app_version, value, at)
  VALUES (@name, @kind, @appVersion, @value, @at)`;
const VITALS = 'SELECT name, kind, app_version AS appVersion, value, at FROM vital WHERE at >= ?';
const DROP_VITALS = 'DELETE FROM vital WHERE n <= (SELECT max(n) FROM vital) - ?';

/** Devices, enrolments and figures of speed in SQLite. */
export function createSqliteDevices(
  reader: Sqlite,
  queue: WriterQueue,
  unchanged: Unchanged,
): DevicesStore {
  return {
    ...deviceRows(reader, queue, unchanged),
    ...enrolmentRows(reader, queue, unchanged),
    ...vitalRows(reader, queue),
  };
}

function deviceRows(reader: Sqlite, queue: WriterQueue, unchanged: Unchanged) {
  const prepare = createStatements(reader);
  const one = (where: string, value: string): StoredDevice | null => {
    const row = prepare(`SELECT * FROM device WHERE ${where} = ?`).get(value);
    return row ? deviceOf(row as DeviceRow) : null;
  };
  return {
    listDevices: async () =>
      reader
        .prepare<[], DeviceRow>('SELECT * FROM device ORDER BY enrolled_at, id')
        .all()
        .map(deviceOf),
    readDevice: async (id) => one('id', id),
    readDeviceByToken: async (tokenHash) =>
      unchanged(`token ${tokenHash}`, () => one('token_hash', tokenHash)),
    addDevice: async (device, tokenHash) => {
      await queue.run((database) => addDeviceRow(database, device, tokenHash));
    },
    changeDevice: (id, { name = null, isLocked, places }) => {
      const lock = isLocked === undefined ? null : Number(isLocked);
      const isPlaced = Number(places !== undefined);
      return queue.run(
        (database) =>
          database.prepare(CHANGE).run(name, lock, isPlaced, textOf(places), id).changes === 1,
      );
    },
    writeDeviceStatus: async (id, status) => {
      const storage = status.storage && JSON.stringify(status.storage);
      const row = { lastPersonId: null, repaired: null, ...status, id, storage };
      await queue.run((database) => database.prepare(STATUS).run(row));
    },
  } satisfies Partial<DevicesStore>;
}

function enrolmentRows(reader: Sqlite, queue: WriterQueue, unchanged: Unchanged) {
  const prepare = createStatements(reader);
  return {
    enrol: async (deviceId, personId, { at, until }) => {
      await queue.run((database) => {
        database.prepare(ENROL).run(deviceId, personId, at);
        beginLease(database, { deviceId, personId, until });
        database
          .prepare('UPDATE device SET last_person_id = ? WHERE id = ?')
          .run(personId, deviceId);
      });
    },
    unenrol: async (personId) => {
      await queue.run((database) => {
        database.prepare('DELETE FROM enrolment WHERE person_id = ?').run(personId);
        database.prepare('DELETE FROM lease WHERE person_id = ?').run(personId);
      });
    },
    listLeases: async (deviceId) => listLeases(prepare, deviceId),
    renewLeases: (deviceId, renewal) =>
      queue.run((database) => renewLeases(database, deviceId, renewal)),
    listPeopleOfDevice: async (deviceId) =>
      unchanged(`people ${deviceId}`, () =>
        (prepare(PEOPLE_OF_DEVICE).all(deviceId) as PersonRow[]).map(personOfRow),
      ),
    listEnrolments: async () =>
      reader.prepare<[], { deviceId: DeviceId; personId: PersonId }>(ENROLMENTS).all(),
  } satisfies Partial<DevicesStore>;
}

function vitalRows(reader: Sqlite, queue: WriterQueue) {
  return {
    addVitals: async (vitals, keep) => {
      if (vitals.length === 0) return;
      await queue.run((database) => {
        const add = database.prepare(ADD_VITAL);
        for (const vital of vitals) add.run(vital);
        database.prepare(DROP_VITALS).run(keep);
      });
    },
    listVitals: async (since) => reader.prepare<[string], StoredVital>(VITALS).all(since),
  } satisfies Partial<DevicesStore>;
}

/** Writes a device that is new. */
export function addDeviceRow(database: Sqlite, device: StoredDevice, tokenHash: string): void {
  const isLocked = Number(device.isLocked);
  const storage = device.storage && JSON.stringify(device.storage);
  const places = textOf(device.places);
  database.prepare(ADD).run({ ...device, tokenHash, isLocked, storage, places });
}

function textOf(places: StoredDevice['places'] | undefined): string | null {
  return places ? JSON.stringify(places) : null;
}

function deviceOf(row: DeviceRow): StoredDevice {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    isLocked: row.is_locked === 1,
    places: row.places === null ? null : (JSON.parse(row.places) as StoredDevice['places']),
    enrolledAt: row.enrolled_at,
    lastPersonId: row.last_person_id,
    lastContact: row.last_contact,
    unsent: row.unsent,
    oldestUnsent: row.oldest_unsent,
    appVersion: row.app_version,
    storage: row.storage === null ? null : (JSON.parse(row.storage) as StoredDevice['storage']),
    clockSkewMs: row.clock_skew_ms,
    repaired: row.repaired,
  };
}
