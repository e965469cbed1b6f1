/** The version of the wire; it moves whenever a golden file changes. Servers speak the last three. */
export const PROTOCOL_VERSION = 3;
export const OLDEST_PROTOCOL = 1;

/** Collection names beside the documents on the wire; limits that both sides keep. */
export const LIMITS = {
  pullRows: 1000,
  pushRows: 100,
  pushBytes: 4 * 1024 * 1024,
  changesPerEntry: 200,
  documentBytes: 512 * 1024,
  offerDocuments: 100,
  /** A document and as much again of what was written on it. */
  offeredBytes: 1024 * 1024,
  /** What waits for a person of one device; more nobody would read. */
  escrowOfDevice: 2000,
  escrowBytesOfDevice: 32 * 1024 * 1024,
  vitals: 500,
  directoryRows: 500,
  digestDocuments: 100,
} as const;
