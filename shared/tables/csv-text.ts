/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
/** What stands before it, so that it stays what it is: text. */
const GUARD = "'";

/** Spreadsheets take a file for UTF-8 by it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One line of a CSV (RFC 4180), with its end. A cell that a spreadsheet would compute is made text. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

/** A cell as it was before it was made safe. */
export function bare(cell: string): string {
  return cell.startsWith(GUARD) && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

function cellText(cell: string): string {
  const safe = FORMULA.test(cell) ? GUARD + cell : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
