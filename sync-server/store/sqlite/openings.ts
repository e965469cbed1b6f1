import type { Opening } from '#server/store/openings.ts';
import { rowSum } from './row-sum.ts';
import type { createStatements } from './statements.ts';

/** Adds lines of who opened what. */
export function openingWrites(prepare: ReturnType<typeof createStatements>) {
  return {
    opening: ({ id, at, until, personId, deviceId, patientId, reason }: Opening): void => {
      const columns = [id, at, until, personId, deviceId, patientId, reason];
      prepare(
        'INSERT INTO opening (id, at, until, person_id, device_id, patient_id, reason, row_sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(...columns, rowSum(...columns));
    },
  };
}

/** Reads them, the latest first. */
export function openingReads(prepare: ReturnType<typeof createStatements>) {
  return {
    openings: (since: string, limit: number): readonly Opening[] =>
      prepare(
        `SELECT id, at, until, person_id AS personId, device_id AS deviceId, patient_id AS patientId, reason
         FROM opening WHERE at >= ? ORDER BY at DESC, id DESC LIMIT +?`,
      ).all(since, limit) as Opening[],
  };
}
