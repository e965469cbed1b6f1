/** Rows drawn from `first` up to but without `last`. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
}
export interface WindowInputs {
  /** Where the list begins, from the top edge of what is seen; negative once it has been scrolled past. */
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}
/** Rows kept above and below, and the step in which the window moves: a scroll of one row draws nothing. */
const SPARE = 12;
const STEP = 6;

/** Which rows of a list are drawn: those in sight and a dozen around them, never more than there are. */
export function windowOf({ top, height, rowHeight, count }: WindowInputs): RowWindow {
  const first = Math.floor(-top / rowHeight) - SPARE;
  const last = Math.ceil((height - top) / rowHeight) + SPARE;
  return {
    first: clamp(Math.floor(first / STEP) * STEP, count),
    last: clamp(Math.ceil(last / STEP) * STEP, count),
  };
}

function clamp(row: number, count: number): number {
  return Math.max(0, Math.min(count, row));
}
