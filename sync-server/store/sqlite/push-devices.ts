import type { PushDevice, PushDevicesStore } from '#server/store/push-devices.ts';
import type { Sqlite } from './open-database.ts';
import type { createStatements } from './statements.ts';
import type { WriterQueue } from './writer-queue.ts';

const LIST = `SELECT id, patient_id AS patientId, endpoint, p256dh, auth, made_at AS madeAt
  FROM push_device WHERE patient_id = ? ORDER BY made_at, id`;
const PUT = `INSERT OR REPLACE INTO push_device (id, patient_id, endpoint, p256dh, auth, made_at)
  VALUES (@id, @patientId, @endpoint, @p256dh, @auth, @madeAt)`;

/** Patients' browsers in SQLite. */
export function createSqlitePushDevices(reader: Sqlite, queue: WriterQueue): PushDevicesStore {
  const write = async (sql: string, value: unknown): Promise<void> => {
    await queue.run((database) => database.prepare(sql).run(value));
  };
  return {
    putPushDevice: (device) => write(PUT, device),
    listPushDevices: async (patientId) => reader.prepare<[string], PushDevice>(LIST).all(patientId),
    dropPushDevice: (id) => write('DELETE FROM push_device WHERE id = ?', id),
  };
}

export function pushDeviceReads(prepare: ReturnType<typeof createStatements>) {
  return {
    hasPushDevice: (patientId: string): boolean =>
      prepare('SELECT 1 FROM push_device WHERE patient_id = ? LIMIT 1').get(patientId) !==
      undefined,
  };
}
