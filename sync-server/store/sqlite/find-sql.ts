import type { Condition } from '#server/store/store.ts';

/** A piece of SQL with the values it binds. */
export interface SqlPart {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

/** The conditions of a search as SQL over `document.no`; each is one range or point read of the index. */
export function whereSql(collection: string, where: readonly Condition[]): SqlPart {
  const parts = where.map((condition) => conditionSql(collection, condition));
  return {
    text: parts.map(({ text }) => ` AND d.no IN (${text})`).join(''),
    values: parts.flatMap(({ values }) => values),
  };
}

function conditionSql(collection: string, condition: Condition): SqlPart {
  const head = 'SELECT no FROM search_key WHERE collection = ? AND key = ?';
  const bound = [collection, condition.key];
  if ('anyOf' in condition) {
    const marks = condition.anyOf.map(() => '?').join(', ');
    return { text: `${head} AND value IN (${marks})`, values: [...bound, ...condition.anyOf] };
  }
  const { from, until } =
    'prefix' in condition
      ? { from: condition.prefix, until: `${condition.prefix}\u{10ffff}` }
      : condition;
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
