import type { CollectionName } from '#shared/domain/collections.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { DeviceReturn, Lineage } from '#server/store/restores.ts';
import { listPastEpochs } from './epochs.ts';
import type { Sqlite } from './open-database.ts';
import type { createStatements } from './statements.ts';

interface LineageRow {
  readonly seq: number;
  readonly content: string;
  readonly paths: string;
}
interface ReturnRow {
  readonly device_id: DeviceId;
  readonly documents: number;
  readonly mutations: number;
  readonly refused: number;
  readonly at: string;
  readonly is_done: number;
}

/** What is read of what came back after a restore. */
export function restoreReads(prepare: ReturnType<typeof createStatements>, database: Sqlite) {
  return {
    pastEpochs: () => listPastEpochs(database),
    lineage: (epoch: string, collection: CollectionName, id: string): Lineage | null => {
      const row = prepare(
        'SELECT seq, content, paths FROM lineage WHERE epoch = ? AND collection = ? AND id = ?',
      ).get(epoch, collection, id) as LineageRow | undefined;
      if (!row) return null;
      const content = JSON.parse(row.content) as JsonMap;
      const paths = JSON.parse(row.paths) as Record<string, number>;
      return { epoch, collection, id, seq: row.seq, content, paths };
    },
    returned: (): readonly DeviceReturn[] =>
      (
        prepare(
          `SELECT device_id, documents, mutations, refused, at, is_done FROM returned
           WHERE epoch = (SELECT epoch FROM facility) ORDER BY at, device_id`,
        ).all() as ReturnRow[]
      ).map(({ device_id, is_done, ...counts }) => ({
        ...counts,
        deviceId: device_id,
        isDone: is_done === 1,
      })),
  };
}

/** What is written of it. */
export function restoreWrites(prepare: ReturnType<typeof createStatements>) {
  return {
    lineage: ({ epoch, collection, id, seq, content, paths }: Lineage): void =>
      void prepare(
        `INSERT INTO lineage (epoch, collection, id, seq, content, paths) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET seq = excluded.seq, content = excluded.content, paths = excluded.paths`,
      ).run(epoch, collection, id, seq, JSON.stringify(content), JSON.stringify(paths)),
    returned: ({ deviceId, documents, mutations, refused, at, isDone }: DeviceReturn): void =>
      void prepare(
        `INSERT INTO returned (epoch, device_id, documents, mutations, refused, at, is_done)
         SELECT epoch, ?, ?, ?, ?, ?, ? FROM facility
         WHERE true
         ON CONFLICT DO UPDATE SET documents = documents + excluded.documents, mutations = mutations + excluded.mutations,
           refused = refused + excluded.refused, at = excluded.at, is_done = max(is_done, excluded.is_done)`,
      ).run(deviceId, documents, mutations, refused, at, isDone ? 1 : 0),
  };
}
