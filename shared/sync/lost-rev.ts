/** A generation of the hospital's copy that is over. What it accepted beyond `lastSeq` is lost here: the copy was restored from there. */
export interface PastEpoch {
  readonly epoch: string;
  readonly lastSeq: number;
}

/** The parts of `<epoch>.<sequence>`; null for what no hospital has accepted yet. */
export function partsOfRev(rev: string): { readonly epoch: string; readonly seq: number } | null {
  const at = rev.lastIndexOf('.');
  const seq = Number(rev.slice(at + 1));
  return at > 0 && Number.isSafeInteger(seq) && seq > 0 ? { epoch: rev.slice(0, at), seq } : null;
}

/**
 * Whether a hospital that says `epoch` and `past` has lost the write that made a revision (S11). A generation that it does not know
 * at all began after the copy that it was restored from: everything of it is lost.
 */
export function isLost(
  rev: string,
  { epoch, past }: { readonly epoch: string; readonly past: readonly PastEpoch[] },
): boolean {
  const parts = partsOfRev(rev);
  if (!parts || parts.epoch === epoch || past.length === 0) return false;
  const known = past.find((one) => one.epoch === parts.epoch);
  return !known || parts.seq > known.lastSeq;
}
