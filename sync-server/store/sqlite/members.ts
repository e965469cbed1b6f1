import type { CollectionName } from '#shared/domain/collections.ts';
import type { Scope } from '#shared/sync/scope.ts';
import { GRACE_MS, type Claim } from '#server/store/claims.ts';
import { rowSum } from './row-sum.ts';
import type { createStatements } from './statements.ts';

/** A document by its row, with whose it is. */
export interface Placed {
  readonly no: number;
  readonly collection: CollectionName;
  readonly id: string;
  readonly patient: string | null;
}

/** The source of claims that no document makes. */
const NO_DOCUMENT = 0;

/** Who claims what for which scope, and what the feed has made of it. Nothing here writes into a feed. */
export function createMembers(prepare: ReturnType<typeof createStatements>) {
  return {
    ...claimWrites(prepare),
    /** The scopes that the targets lie in by now. */
    scopesOf: (targets: readonly string[]): readonly Scope[] =>
      targets.flatMap(
        (target) =>
          prepare('SELECT scope FROM member WHERE target = ?').pluck().all(target) as Scope[],
      ),
    /** Brings a target's scopes to what is claimed now; true if they changed. */
    settle: (target: string, now: number): boolean => {
      prepare('DELETE FROM claim WHERE target = ? AND ends <= ?').run(target, now);
      const left = prepare(
        `DELETE FROM member WHERE target = ? AND scope NOT IN (SELECT scope FROM claim WHERE target = ? AND starts <= ?)`,
      ).run(target, target, now).changes;
      const joined = prepare(
        `INSERT OR IGNORE INTO member (target, scope) SELECT DISTINCT target, scope FROM claim WHERE target = ? AND starts <= ?`,
      ).run(target, now).changes;
      return left + joined > 0;
    },
    /** Every document that lies where the target does. */
    documentsOf: (target: string): readonly Placed[] => {
      const slash = target.indexOf('/');
      const [collection, id] = [target.slice(0, slash), target.slice(slash + 1)];
      return (
        collection === 'patients'
          ? prepare('SELECT no, collection, id, patient FROM document WHERE patient = ?').all(id)
          : prepare(
              'SELECT no, collection, id, patient FROM document WHERE collection = ? AND id = ?',
            ).all(collection, id)
      ) as Placed[];
    },
  };
}

function claimWrites(prepare: ReturnType<typeof createStatements>) {
  const write = (claim: Claim, source: number): void =>
    void prepare(
      `INSERT INTO claim (target, scope, source, starts, ends, row_sum) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (target, scope, source)
       DO UPDATE SET starts = excluded.starts, ends = excluded.ends, row_sum = excluded.row_sum`,
    ).run(...columnsOf(claim, source), rowSum(...columnsOf(claim, source)));
  return {
    /** Replaces what a document claims; what it claims no more goes on for the grace. Says whose place may have changed. */
    claim: (no: number, claims: readonly Claim[], now: number): readonly string[] => {
      const before = prepare('SELECT target, scope, starts, ends FROM claim WHERE source = ?').all(
        no,
      ) as Claim[];
      const dropped = before.filter(
        (old) => !claims.some(({ target, scope }) => target === old.target && scope === old.scope),
      );
      const made = claims.filter(
        (claim) =>
          !before.some(
            (old) =>
              old.target === claim.target &&
              old.scope === claim.scope &&
              old.starts === claim.starts &&
              old.ends === claim.ends,
          ),
      );
      for (const old of dropped) {
        const ends = old.starts > now ? now : Math.min(old.ends, now + GRACE_MS);
        write({ ...old, ends }, no);
      }
      for (const claim of made) write(claim, no);
      return [...dropped, ...made].map(({ target }) => target);
    },
    /** What a person or a device claims by itself; the longest counts. */
    keep: (claim: Claim): string => {
      prepare(
        `INSERT INTO claim (target, scope, source, starts, ends, row_sum) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (target, scope, source) DO UPDATE SET ends = max(ends, excluded.ends),
           row_sum = sum_row(target, scope, source, starts, max(ends, excluded.ends))`,
      ).run(...columnsOf(claim, NO_DOCUMENT), rowSum(...columnsOf(claim, NO_DOCUMENT)));
      return claim.target;
    },
  };
}

function columnsOf({ target, scope, starts, ends }: Claim, source: number) {
  return [target, scope, source, starts, ends] as const;
}

/** Targets whose claims have begun or ended with time alone. */
export function dueTargets(
  prepare: ReturnType<typeof createStatements>,
  now: number,
  limit: number,
): readonly string[] {
  return prepare(
    `SELECT target FROM claim WHERE ends <= ?
     UNION
     SELECT target FROM claim c WHERE starts > 0 AND starts <= ? AND ends > ?
       AND NOT EXISTS (SELECT 1 FROM member m WHERE m.target = c.target AND m.scope = c.scope)
     LIMIT +?`,
  )
    .pluck()
    .all(now, now, now, limit) as string[];
}
