import { err, ok, type Result } from '#shared/lib/result.ts';

/** One record of a table with the line of the file it begins in. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}
export type CsvFault =
  | { readonly kind: 'open-quote'; readonly line: number }
  | { readonly kind: 'too-long'; readonly line: number };

/** So many are read of a table that is kept whole; a wrong file is told at once. */
export const MOST_ROWS = 5000;
const SEPARATORS = ['\t', ';', '|', ','] as const;

/**
 * Reads a table (RFC 4180) as spreadsheets save and copy it: commas, semicolons, tabs or bars, quoted cells over several lines, a byte
 * order mark, any line ends. Empty lines are left out.
 */
export function readCsv(text: string): Result<readonly CsvRow[], CsvFault> {
  const { source, separator } = tableOf(text);
  const rows: CsvRow[] = [];
  for (const row of rowsOf(source, separator)) {
    if ('fault' in row) return err({ kind: row.fault, line: row.line });
    rows.push(row);
    if (rows.length > MOST_ROWS) return err({ kind: 'too-long', line: row.line });
  }
  return ok(rows);
}

/** The first rows of a table, of which only the beginning is at hand; what breaks off there is left out. */
export function readHead(text: string, most: number, isWhole: boolean): readonly CsvRow[] {
  const { source, separator } = tableOf(text);
  const rows: CsvRow[] = [];
  for (const row of rowsOf(isWhole ? source : source.replace(/[^\r\n]*$/, ''), separator)) {
    if ('fault' in row || rows.length >= most) break;
    rows.push(row);
  }
  return rows;
}

/** The text behind its byte order mark and a line `sep=;`, and the sign between its cells. */
export function tableOf(text: string): { readonly source: string; readonly separator: string } {
  const bare = text.replace(/^\uFEFF/, '');
  const said = /^"?sep=([,;|\t])"?\r?\n/i.exec(bare);
  // Its line stays as an empty one, so that lines are counted as the file has them.
  if (said) return { source: bare.slice(said[0].length - 1), separator: said[1] ?? ',' };
  return { source: bare, separator: separatorOf(bare) };
}

function* rowsOf(
  source: string,
  separator: string,
): Generator<CsvRow | { readonly fault: 'open-quote'; readonly line: number }> {
  let cells: string[] = [];
  let line = 1;
  let firstLine = 1;
  for (let at = 0; at <= source.length;) {
    const cell = source[at] === '"' ? quotedCell(source, at) : plainCell(source, at, separator);
    if (cell === null) return yield { fault: 'open-quote', line };
    cells.push(cell.text);
    line += cell.lines;
    at = cell.end;
    const sign = source[at];
    if (sign === separator) {
      at += 1;
      continue;
    }
    if (cells.some((one) => one.trim() !== ''))
      yield { line: firstLine, cells: cells.map((one) => one.trim()) };
    cells = [];
    if (sign === undefined) break;
    at += sign === '\r' && source[at + 1] === '\n' ? 2 : 1;
    line += 1;
    firstLine = line;
  }
}

interface Cell {
  readonly text: string;
  readonly end: number;
  readonly lines: number;
}

function plainCell(source: string, from: number, separator: string): Cell {
  let end = from;
  while (
    end < source.length &&
    source[end] !== separator &&
    source[end] !== '\n' &&
    source[end] !== '\r'
  )
    end += 1;
  return { text: source.slice(from, end), end, lines: 0 };
}

/** A quoted cell; two quotes are one. What follows the closing quote before the next separator is dropped with it. */
function quotedCell(source: string, from: number): Cell | null {
  let text = '';
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] !== '"') text += source[at];
    else if (source[at + 1] === '"') {
      text += '"';
      at += 1;
    } else return { text, end: at + 1, lines: text.split(/\r\n|\r|\n/).length - 1 };
  }
  return null;
}

/** The sign that the first line has most of, outside quotes. */
function separatorOf(source: string): string {
  const head = (/^[^\r\n]*/.exec(source)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (sign: string): number => head.split(sign).length - 1;
  return SEPARATORS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

/** Rows by the names of the first one, in any order and in any case; the names that are needed and missing, where there are some. */
export function byColumn(
  rows: readonly CsvRow[],
  needed: readonly string[],
): Result<
  readonly { readonly line: number; readonly cell: (name: string) => string }[],
  readonly string[]
> {
  const [head, ...rest] = rows;
  const names = (head?.cells ?? []).map((name) => name.toLowerCase());
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) return err(missing);
  return ok(
    rest.map(({ line, cells }) => ({ line, cell: (name) => cells[names.indexOf(name)] ?? '' })),
  );
}
