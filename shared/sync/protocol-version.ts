/** The version of the wire; it moves whenever a golden file changes. Servers speak the last three. */
export const PROTOCOL_VERSION = 1;
export const OLDEST_PROTOCOL = 1;

/** The one scope of this release. Later there is one per ward and clinic. */
export const FACILITY_SCOPE = 'facility';

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
  vitals: 500,
} as const;
