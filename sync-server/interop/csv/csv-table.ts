import { Readable } from 'node:stream';
import { parse, type Parser } from 'csv-parse';
import { tableOf } from '#shared/tables/read-csv.ts';
import { SourceError } from '#server/interop/open-text.ts';

/** A row of a table as it stands, or why there is none at its line. */
export type TableItem =
  | { readonly kind: 'row'; readonly line: number; readonly cells: readonly string[] }
  | { readonly kind: 'broken'; readonly line: number; readonly why: RowBreak };
/** How a line is no row. */
type RowBreak = 'fields' | 'open-quote' | 'stray-quote' | 'too-long' | 'unreadable';

/** Longer than any row of people: where one is, a quote was opened that nothing closes. */
const LONGEST_ROW = 64 * 1024;
/** So many open quotes are stepped over; a file with more of them is no table. */
const MOST_RESCUES = 100;

/**
 * The rows of a table one by one, the first one too; the separator is the one that the first line uses most. A quote that nothing closes
 * costs its own line and no other: the text is read again from the next one.
 */
export async function* csvTable(
  open: () => AsyncIterable<string>,
): AsyncGenerator<TableItem, void, void> {
  let from = 1;
  let width: number | null = null;
  for (let rescues = 0; ; rescues++) {
    let resumeAt: number | null = null;
    for await (const item of parsed(open(), from, width)) {
      if (item.kind === 'row') width ??= item.cells.length;
      yield item;
      if (item.kind === 'broken' && item.swallowed) {
        resumeAt = item.line + 1;
        break;
      }
    }
    if (resumeAt === null) return;
    if (rescues === MOST_RESCUES) throw new SourceError('unreadable', 'too many quotes are open');
    from = resumeAt;
  }
}

type Parsed =
  | Extract<TableItem, { readonly kind: 'row' }>
  | (Extract<TableItem, { readonly kind: 'broken' }> & { readonly swallowed: boolean });

interface Skipped {
  readonly behind: number;
  readonly why: RowBreak;
  readonly lines: number;
}
interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly records: number };
}

/** Rows from a line of the file on. What is skipped is told in its place among the rows. */
async function* parsed(
  chunks: AsyncIterable<string>,
  from: number,
  width: number | null,
): AsyncGenerator<Parsed, void, void> {
  const { separator, all } = await peek(chunks, from);
  const skipped: Skipped[] = [];
  const parser = openParser(separator, skipped);
  const source = Readable.from(all);
  source.once('error', (cause) => parser.destroy(cause));
  source.pipe(parser);
  let last = from - 1;
  let wanted = width;
  let doubled = 0;
  const broken = function* broken(records: number): Generator<Parsed> {
    for (let next = skipped[0]; next && next.behind < records; next = skipped[0]) {
      const swallowed = from - 1 + next.lines - doubled > last + 1;
      yield { kind: 'broken', line: last + 1, why: next.why, swallowed };
      skipped.shift();
      last += 1;
    }
  };
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      yield* broken(info.records);
      const line = last + 1;
      // The parser counts the two signs of an end of line inside quotes as two lines.
      doubled += record.join('').split('\r\n').length - 1;
      last = from - 1 + info.lines - doubled;
      wanted ??= record.length;
      if (record.length === wanted || isPadded(record, wanted))
        yield { kind: 'row', line: last, cells: record.slice(0, wanted) };
      else yield { kind: 'broken', line, why: 'fields', swallowed: false };
    }
  } catch (cause) {
    throw sourceErrorOf(cause);
  }
  yield* broken(Number.POSITIVE_INFINITY);
}

function openParser(delimiter: string, skipped: Skipped[]): Parser {
  return parse({
    delimiter,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
    on_skip: (error) =>
      void skipped.push({
        behind: Number(error?.['records'] ?? 0),
        why: BREAKS[error?.code ?? ''] ?? 'unreadable',
        lines: Number(error?.['lines'] ?? 0),
      }),
  });
}

function sourceErrorOf(cause: unknown): unknown {
  const isParsers = cause instanceof Error && 'code' in cause && `${cause.code}`.startsWith('CSV_');
  return isParsers ? new SourceError('unreadable', 'a row of it cannot be read') : cause;
}

/** Spreadsheets write more separators than a row has cells. */
function isPadded(record: readonly string[], wanted: number): boolean {
  return record.length > wanted && record.slice(wanted).every((cell) => cell === '');
}

const BREAKS: Readonly<Record<string, RowBreak>> = {
  CSV_QUOTE_NOT_CLOSED: 'open-quote',
  INVALID_OPENING_QUOTE: 'stray-quote',
  CSV_INVALID_CLOSING_QUOTE: 'stray-quote',
  CSV_MAX_RECORD_SIZE: 'too-long',
};

/** The separator of the table, and its text from a line on. */
async function peek(
  chunks: AsyncIterable<string>,
  from: number,
): Promise<{ readonly separator: string; readonly all: AsyncIterable<string> }> {
  const reader = chunks[Symbol.asyncIterator]();
  let head = '';
  while (head.split('\n', 2).length < 2 && head.length < LONGEST_ROW) {
    const next = await reader.next();
    if (next.done) break;
    head += next.value;
  }
  const { source, separator } = tableOf(head);
  async function* all(): AsyncGenerator<string> {
    try {
      let toSkip = from - 1;
      const behind = (text: string): string => {
        let at = 0;
        while (toSkip > 0) {
          const end = text.indexOf('\n', at);
          if (end < 0) return '';
          at = end + 1;
          toSkip -= 1;
        }
        return text.slice(at);
      };
      yield behind(source);
      for (let next = await reader.next(); !next.done; next = await reader.next())
        yield behind(next.value);
    } finally {
      await reader.return?.(undefined);
    }
  }
  return { separator, all: all() };
}
