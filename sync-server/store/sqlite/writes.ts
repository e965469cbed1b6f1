import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { Facility } from '#shared/sync/session.ts';
import type { Scope } from '#shared/sync/scope.ts';
import { patientOf } from '#server/store/claims.ts';
import { hasSameKeys, searchKeysOf, type SearchKey } from '#server/store/search-keys.ts';
import type { FeedKind } from '#server/store/store.ts';
import { wireText } from '#server/store/wire-text.ts';
import type { Sqlite } from './open-database.ts';
import { createMembers, type Placed } from './members.ts';
import { logWrites } from './log-writes.ts';
import { rowSum } from './row-sum.ts';
import { createStatements } from './statements.ts';
import type { Version } from './version.ts';

/** Everything that is written by row, over the one connection that writes. */
export type Writes = ReturnType<typeof createWrites>;

/** Prepared writes. Nothing here decides: kinds, numbers and contents are handed in. */
export function createWrites(database: Sqlite) {
  const prepare = createStatements(database);
  return {
    ...logWrites(prepare),
    ...feedWrites(prepare),
    members: createMembers(prepare),
    epoch: (): string => prepare('SELECT epoch FROM facility').pluck().get() as string,
    /** Draws `count` numbers and says the first of them (S2). */
    draw: (count: number): { readonly first: number; readonly epoch: string } => {
      const { head, epoch } = prepare(
        'UPDATE facility SET head = head + ? RETURNING head, epoch',
      ).get(count) as { head: number; epoch: string };
      return { first: head - count + 1, epoch };
    },
    reserveMrns: (count: number): number =>
      (prepare('UPDATE facility SET next_mrn = next_mrn + ? RETURNING next_mrn')
        .pluck()
        .get(count) as number) - count,
    facility: (facility: Facility): void =>
      void prepare('UPDATE facility SET value = ?').run(JSON.stringify(facility)),
    meta: (key: string, value: string): void =>
      void prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ).run(key, value),
    document: documentWrite(prepare),
  };
}

interface Replaced {
  readonly no: number;
  readonly document: { readonly seq: number; readonly content: JsonMap };
}
interface WrittenRow {
  readonly no: number;
  /** The number of the version before. */
  readonly prev: number | null;
  readonly wire: string;
  readonly patient: string | null;
  /** True where the version before was about the same patient. */
  readonly isAsBefore: boolean;
}

/** Writes a version and its search keys; says the row's number in the file, its text, and whose it is. `known` is what it replaces: null for the first, absent where nobody has looked. */
function documentWrite(prepare: ReturnType<typeof createStatements>) {
  const replacedBy = ({ collection, id }: Version): Replaced | null => {
    const row = prepare('SELECT no, seq, wire FROM document WHERE collection = ? AND id = ?').get(
      collection,
      id,
    ) as { no: number; seq: number; wire: string } | undefined;
    if (!row) return null;
    const { content } = JSON.parse(row.wire) as Pick<Version, 'content'>;
    return { no: row.no, document: { seq: row.seq, content } };
  };
  return (version: Version, known?: Replaced | null): WrittenRow => {
    const { collection, id, rev, seq, acceptedAt, content } = version;
    const wire = wireText(version);
    const sum = rowSum(collection, id, rev, seq, acceptedAt, wire);
    const patient = patientOf(collection, id, content);
    const old = known === undefined ? replacedBy(version) : known;
    if (!old) {
      const { lastInsertRowid } = prepare(
        'INSERT INTO document (collection, id, rev, seq, accepted_at, wire, row_sum, patient) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(collection, id, rev, seq, acceptedAt, wire, sum, patient);
      const no = Number(lastInsertRowid);
      writeKeys(prepare, collection, no, { drop: [], add: searchKeysOf(collection, content) });
      return { no, prev: null, wire, patient, isAsBefore: false };
    }
    prepare(
      'UPDATE document SET rev = ?, seq = ?, accepted_at = ?, wire = ?, row_sum = ? WHERE no = ?',
    ).run(rev, seq, acceptedAt, wire, sum, old.no);
    // By itself: a column that is named is written into its index again though nothing has changed.
    const owner = patientOf(collection, id, old.document.content);
    if (owner !== patient) {
      prepare('UPDATE document SET patient = ? WHERE no = ?').run(patient, old.no);
      if (owner !== null)
        prepare('INSERT OR IGNORE INTO past_patient (patient, no) VALUES (?, ?)').run(
          owner,
          old.no,
        );
    }
    if (!hasSameKeys(collection, old.document.content, content)) {
      const before = searchKeysOf(collection, old.document.content);
      const keys = searchKeysOf(collection, content);
      writeKeys(prepare, collection, old.no, {
        drop: keysWithout(before, keys),
        add: keysWithout(keys, before),
      });
    }
    const isAsBefore = owner === patient;
    return { no: old.no, prev: old.document.seq, wire, patient, isAsBefore };
  };
}

/** Where the feeds have documents. */
function feedWrites(prepare: ReturnType<typeof createStatements>) {
  return {
    placed: (collection: CollectionName, id: string): Placed | undefined =>
      prepare(
        'SELECT no, collection, id, patient FROM document WHERE collection = ? AND id = ?',
      ).get(collection, id) as Placed | undefined,
    /** Where the feeds have a document. */
    feedOf: (no: number): readonly { readonly scope: Scope; readonly kind: FeedKind }[] =>
      prepare('SELECT scope, kind FROM feed WHERE no = ?').all(no) as {
        scope: Scope;
        kind: FeedKind;
      }[],
    /** The one row of a document in a scope's feed is replaced by its latest. */
    feed: (
      scope: Scope,
      collection: CollectionName,
      { no, seq, kind }: { readonly no: number; readonly seq: number; readonly kind: FeedKind },
    ): void =>
      void prepare(
        'INSERT OR REPLACE INTO feed (scope, collection, seq, no, kind) VALUES (?, ?, ?, ?, ?)',
      ).run(scope, collection, seq, no, kind),
  };
}

function writeKeys(
  prepare: ReturnType<typeof createStatements>,
  collection: CollectionName,
  no: number,
  { drop, add }: { readonly drop: readonly SearchKey[]; readonly add: readonly SearchKey[] },
): void {
  for (const [key, value] of drop) {
    prepare('DELETE FROM search_key WHERE collection = ? AND key = ? AND value = ? AND no = ?').run(
      collection,
      key,
      value,
      no,
    );
  }
  for (const [key, value] of add) {
    prepare(
      'INSERT OR IGNORE INTO search_key (collection, key, value, no) VALUES (?, ?, ?, ?)',
    ).run(collection, key, value, no);
  }
}

function keysWithout(
  keys: readonly SearchKey[],
  others: readonly SearchKey[],
): readonly SearchKey[] {
  return keys.filter(
    ([key, value]) => !others.some((other) => other[0] === key && other[1] === value),
  );
}
