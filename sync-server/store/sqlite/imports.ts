import type { CollectionName } from '#shared/domain/collections.ts';
import type { ImportedRow, ImportsTx } from '#server/store/imports.ts';
import type { Sqlite } from './open-database.ts';
import { createStatements } from './statements.ts';

interface Row {
  readonly key: string;
  readonly collection: CollectionName;
  readonly document_id: string;
  readonly is_waiting: number;
  readonly content: string;
}
const COLUMNS = 'key, collection, document_id, is_waiting, content';

/** The memory of imports over the connection that writes. */
export function createImports(database: Sqlite): ImportsTx {
  const prepare = createStatements(database);
  return {
    readImported: async (keys) => {
      const statement = prepare(`SELECT ${COLUMNS} FROM imported WHERE key = ?`);
      const rows = keys.map((key) => statement.get(key) as Row | undefined);
      return new Map(rows.flatMap((row) => (row ? [[row.key, importedOf(row)] as const] : [])));
    },
    readWaiting: async (documentIds) => {
      const statement = prepare(
        `SELECT ${COLUMNS} FROM imported WHERE document_id = ? AND is_waiting = 1`,
      );
      return documentIds.flatMap((id) => (statement.all(id) as Row[]).map(importedOf));
    },
    writeImported: async (rows) => {
      const statement = prepare(
        `INSERT INTO imported (${COLUMNS}) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET document_id = excluded.document_id, is_waiting = excluded.is_waiting, content = excluded.content`,
      );
      for (const { key, collection, documentId, isWaiting, content } of rows) {
        statement.run(key, collection, documentId, isWaiting ? 1 : 0, content);
      }
    },
  };
}

function importedOf(row: Row): ImportedRow {
  const { key, collection, content } = row;
  return {
    key,
    collection,
    content,
    documentId: row.document_id,
    isWaiting: row.is_waiting === 1,
  };
}
