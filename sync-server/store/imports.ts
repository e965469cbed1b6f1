import type { CollectionName } from '#shared/domain/collections.ts';

/** What a source last said about one document, or about a part of one that waits for the rest. */
export interface ImportedRow {
  /** Names the source's record. */
  readonly key: string;
  readonly collection: CollectionName;
  readonly documentId: string;
  readonly isWaiting: boolean;
  /** The content as JSON text: the base of the next import's merge. */
  readonly content: string;
}

/** The memory of imports, inside a write transaction: what came unchanged is known by it and writes nothing. */
export interface ImportsTx {
  readImported(keys: readonly string[]): Promise<ReadonlyMap<string, ImportedRow>>;
  /** Parts that came before the document they belong to. */
  readWaiting(documentIds: readonly string[]): Promise<readonly ImportedRow[]>;
  writeImported(rows: readonly ImportedRow[]): Promise<void>;
}
