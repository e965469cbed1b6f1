import type { EscrowRow, EscrowSettled, KeptRow } from '#server/store/escrow.ts';
import { rowSum } from './row-sum.ts';
import type { createStatements } from './statements.ts';

interface Columns extends EscrowRow {
  readonly decision: EscrowSettled['decision'] | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}
const COLUMNS = 'key, device, collection, code, row, at';
const ALL = `${COLUMNS}, decision, decided_by, decided_at, reason`;
const WAITING = 'decided_at IS NULL';

/** What waits for a person, and what was settled. */
export function escrowReads(prepare: ReturnType<typeof createStatements>) {
  return {
    escrow: (limit: number): readonly EscrowRow[] =>
      prepare(`SELECT ${COLUMNS} FROM escrow WHERE ${WAITING} ORDER BY at, key LIMIT +?`).all(
        limit,
      ) as EscrowRow[],
    escrowed: (): number =>
      prepare(`SELECT count(*) FROM escrow WHERE ${WAITING}`).pluck().get() as number,
    escrowedOf: (device: string) =>
      prepare(
        `SELECT count(*) AS rows, ifnull(sum(length(row)), 0) AS bytes FROM escrow WHERE device = ? AND ${WAITING}`,
      ).get(device) as { readonly rows: number; readonly bytes: number },
    settled: (limit: number): readonly KeptRow[] =>
      prepare(
        `SELECT ${ALL} FROM escrow WHERE decided_at IS NOT NULL ORDER BY decided_at DESC, key DESC LIMIT +?`,
      )
        .all(limit)
        .map((row) => keptOf(row as Columns)),
    escrowOf: (key: string): KeptRow | null => {
      const row = prepare(`SELECT ${ALL} FROM escrow WHERE key = ?`).get(key);
      return row ? keptOf(row as Columns) : null;
    },
  };
}

/** Keeps what is refused, and what people decide about it. */
export function escrowWrites(prepare: ReturnType<typeof createStatements>) {
  return {
    escrow: ({ key, device, collection, code, row, at }: EscrowRow): void => {
      const columns = [key, device, collection, code, row, at];
      prepare(
        `INSERT INTO escrow (${COLUMNS}, row_sum) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
      ).run(...columns, rowSum(...columns, null, null, null, null));
    },
    settled: (key: string, settled: EscrowSettled | null): void => {
      const { decision = null, by = null, at = null, reason = null } = settled ?? {};
      prepare(
        `UPDATE escrow SET decision = $decision, decided_by = $by, decided_at = $at, reason = $reason,
           row_sum = sum_row(key, device, collection, code, row, at, $decision, $by, $at, $reason)
         WHERE key = $key`,
      ).run({ decision, by, at, reason, key });
    },
  };
}

function keptOf({ decision, decided_by, decided_at, reason, ...row }: Columns): KeptRow {
  const settled =
    decision !== null && decided_at !== null
      ? { decision, by: decided_by, at: decided_at, reason }
      : null;
  return { ...row, settled };
}
