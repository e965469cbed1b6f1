import {
  createRevision,
  getChangedDocumentsSince,
  getMetaWriteRow,
  now,
  setCheckpoint,
} from 'rxdb/plugins/core';

/**
 * What of RxDB writes as its replication does. Handed to the parts that are loaded when they are needed: were they to import it
 * themselves, the build would cut RxDB in two, and every start would pay for that.
 */
export const RXDB_TOOLS = {
  createRevision,
  getChangedDocumentsSince,
  getMetaWriteRow,
  now,
  setCheckpoint,
} as const;
export type RxdbTools = typeof RXDB_TOOLS;
