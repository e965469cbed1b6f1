import Database from 'better-sqlite3';

/** A write that was answered: its document and its mutation. */
export interface Acknowledged {
  readonly id: string;
  readonly mutation: string;
}

/** Of what was acknowledged, what the copy does not have exactly once, and what else is wrong with it; empty where nothing is. */
export function lostFrom(file: string, acknowledged: readonly Acknowledged[]): readonly string[] {
  const database = new Database(file);
  try {
    const found = database.pragma('integrity_check(1)', { simple: true });
    const document = database
      .prepare(`SELECT count(*) FROM document WHERE collection = 'patients' AND id = ?`)
      .pluck();
    const history = database.prepare('SELECT count(*) FROM history WHERE mutation_id = ?').pluck();
    return [
      ...(found === 'ok' ? [] : [String(found)]),
      ...acknowledged.flatMap(({ id, mutation }) => {
        const [documents, lines] = [document.get(id), history.get(mutation)];
        return documents === 1 && lines === 1
          ? []
          : [`${id}: ${String(documents)} documents, ${String(lines)} lines of history`];
      }),
      ...(
        database
          .prepare(
            'SELECT mutation_id FROM history WHERE mutation_id IS NOT NULL GROUP BY mutation_id HAVING count(*) > 1',
          )
          .pluck()
          .all() as readonly string[]
      ).map((mutation) => `${mutation}: landed twice`),
    ];
  } finally {
    database.close();
  }
}
