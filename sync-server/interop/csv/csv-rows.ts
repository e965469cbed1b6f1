import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { SourceError } from '#server/interop/open-text.ts';

/** A row by the names of its columns, in lower case; absent columns are `undefined`, blanks are ''. */
export type CsvRow = Readonly<Record<string, string | undefined>>;
/** A row, or why there is none; the header comes first. */
export type CsvItem =
  | { readonly kind: 'header'; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly line: number; readonly row: CsvRow }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

const LONGEST_ROW = 1024 * 1024;
const SEPARATORS = [',', ';', '\t', '|'] as const;

/** The rows of a CSV with a header, piece by piece; the separator is the one that the header uses most. */
export async function* csvRows(chunks: AsyncIterable<string>): AsyncGenerator<CsvItem, void, void> {
  const { head, all } = await peek(chunks);
  const found: CsvItem[] = [];
  const parser = parse({
    bom: true,
    delimiter: separatorOf(head),
    columns: (names: string[]) => {
      const columns = names.map((name) => name.trim().toLowerCase());
      found.push({ kind: 'header', columns });
      return columns;
    },
    info: true,
    trim: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
    on_skip: (error) =>
      void found.push({
        kind: 'broken',
        line: Number(error?.['lines'] ?? 0),
        reason: reasonOf(error?.code),
      }),
  });
  const source = Readable.from(all);
  source.once('error', (cause) => parser.destroy(cause));
  source.pipe(parser);
  try {
    for await (const parsed of parser as AsyncIterable<Parsed>) {
      yield* found.splice(0);
      yield { kind: 'row', line: parsed.info.lines, row: parsed.record };
    }
  } catch (cause) {
    throw sourceErrorOf(cause);
  }
  yield* found;
}

interface Parsed {
  readonly record: CsvRow;
  readonly info: { readonly lines: number };
}

/** The header line, and the whole text again. */
async function peek(
  chunks: AsyncIterable<string>,
): Promise<{ readonly head: string; readonly all: AsyncIterable<string> }> {
  const reader = chunks[Symbol.asyncIterator]();
  let head = '';
  while (!head.includes('\n') && head.length < LONGEST_ROW) {
    const next = await reader.next();
    if (next.done) break;
    head += next.value;
  }
  async function* all(): AsyncGenerator<string> {
    yield head;
    for (let next = await reader.next(); !next.done; next = await reader.next()) yield next.value;
  }
  return { head: head.split('\n', 1)[0] ?? '', all: all() };
}

function separatorOf(header: string): string {
  const counts = SEPARATORS.map((mark) => [mark, header.split(mark).length] as const);
  return counts.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? ',';
}

const REASONS: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: 'has more or fewer fields than the header',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'has more or fewer fields than the header',
  CSV_QUOTE_NOT_CLOSED: 'opens a quote that nothing closes',
  INVALID_OPENING_QUOTE: 'has a quote in the middle of a field',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quote',
  CSV_MAX_RECORD_SIZE: `is longer than ${LONGEST_ROW / 1024} KiB; a quote may be missing`,
};

function reasonOf(code: string | undefined): string {
  return REASONS[code ?? ''] ?? 'is no row of this CSV';
}

function sourceErrorOf(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (!(code in REASONS) && !code.startsWith('CSV_')) return cause;
  return new SourceError('unreadable', `a row ${reasonOf(code)}`);
}
