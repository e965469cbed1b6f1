import type { Condition } from '#server/store/store.ts';

/** A piece of SQL with the values it binds. */
export interface SqlPart {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

/**
 * The conditions of a search as SQL over `document d`. The first one is read from its index and leads to the rows; the others
 * only sift them: left to itself, SQLite reads the whole collection and tests each row.
 */
export function whereSql(collection: string, where: readonly Condition[], after: number): SqlPart {
  const [first, ...others] = where.filter((condition) => !isOfVersion(condition));
  const accepted = join(where.filter(isOfVersion).map(acceptedSql));
  if (!first) {
    const text = `d.collection = ? AND d.no > ?${accepted.text}`;
    return { text, values: [collection, after, ...accepted.values] };
  }
  const lead = conditionSql(collection, first);
  const sifting = join([...others.map((condition) => siftSql(collection, condition)), accepted]);
  return {
    text: `d.no IN (${lead.text} AND no > ?)${sifting.text}`,
    values: [...lead.values, after, ...sifting.values],
  };
}

/** What the row itself says is no search key. */
export function isOfVersion(condition: Condition): boolean {
  return condition.key === 'acceptedAt';
}

function acceptedSql(condition: Condition): SqlPart {
  const { from = '', until = '\u{10ffff}' } = rangeOf(condition);
  return { text: ' AND d.accepted_at >= ? AND d.accepted_at < ?', values: [from, until] };
}

function join(parts: readonly SqlPart[]): SqlPart {
  return {
    text: parts.map(({ text }) => text).join(''),
    values: parts.flatMap(({ values }) => values),
  };
}

/** Exact values are looked up row by row; of ranges the matches are gathered once. The plus keeps SQLite from leading with them. */
function siftSql(collection: string, condition: Condition): SqlPart {
  const { text, values } = conditionSql(collection, condition);
  return 'anyOf' in condition
    ? { text: ` AND EXISTS (${text} AND no = d.no)`, values }
    : { text: ` AND +d.no IN (${text})`, values };
}

function conditionSql(collection: string, condition: Condition): SqlPart {
  const head = 'SELECT no FROM search_key WHERE collection = ? AND key = ?';
  const bound = [collection, condition.key];
  if ('anyOf' in condition) {
    const marks = condition.anyOf.map(() => '?').join(', ');
    return { text: `${head} AND value IN (${marks})`, values: [...bound, ...condition.anyOf] };
  }
  const { from, until } = rangeOf(condition);
  return {
    text:
      head +
      (from === undefined ? '' : ' AND value >= ?') +
      (until === undefined ? '' : ' AND value < ?'),
    values: [
      ...bound,
      ...(from === undefined ? [] : [from]),
      ...(until === undefined ? [] : [until]),
    ],
  };
}

function rangeOf(condition: Condition): { readonly from?: string; readonly until?: string } {
  if ('anyOf' in condition) return {};
  return 'prefix' in condition
    ? { from: condition.prefix, until: `${condition.prefix}\u{10ffff}` }
    : condition;
}
