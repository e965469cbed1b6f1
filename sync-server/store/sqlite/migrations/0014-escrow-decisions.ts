import type { Migration } from '#server/store/sqlite/migration.ts';

/** What waited for a person stays beside what they decided: who, when, how and why. What waits is found by itself, however much is settled. */
export const escrowDecisions: Migration = {
  id: '0014-escrow-decisions',
  up: `
    ALTER TABLE escrow ADD COLUMN decision TEXT;
    ALTER TABLE escrow ADD COLUMN decided_by TEXT;
    ALTER TABLE escrow ADD COLUMN decided_at TEXT;
    ALTER TABLE escrow ADD COLUMN reason TEXT;
    UPDATE escrow SET row_sum = sum_row(key, device, collection, code, row, at, decision, decided_by, decided_at, reason);
    CREATE INDEX escrow_waiting ON escrow (at, key) WHERE decided_at IS NULL;
    CREATE INDEX escrow_waiting_of ON escrow (device) WHERE decided_at IS NULL;
    CREATE INDEX escrow_decided ON escrow (decided_at) WHERE decided_at IS NOT NULL;
  `,
};
