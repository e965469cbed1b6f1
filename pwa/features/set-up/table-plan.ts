import { t } from '#pwa/i18n/t.ts';
import { COLUMNS, planImport, type ImportKind } from './plan-import.ts';
import type { Known, Planned } from './planned.ts';
import { byColumn, MOST_ROWS, readCsv } from '#shared/tables/read-csv.ts';

/** What a pasted table would do, or why it cannot be read, in words. */
export type TablePlan =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'planned'; readonly rows: readonly Planned[] };

/** Reads a table and judges each of its rows; nothing is written. */
export function planTable(kind: ImportKind, text: string, known: Known): TablePlan {
  if (text.trim() === '') return { kind: 'empty' };
  const read = readCsv(text);
  if (!read.ok) {
    const { error } = read;
    const why =
      error.kind === 'open-quote'
        ? t('setUp.fileOpenQuote', { line: error.line })
        : t('setUp.fileTooLong', { n: MOST_ROWS });
    return { kind: 'unreadable', why };
  }
  const named = byColumn(read.value, COLUMNS[kind].needed);
  if (!named.ok)
    return { kind: 'unreadable', why: t('setUp.fileMissing', { columns: named.error.join(', ') }) };
  if (named.value.length === 0) return { kind: 'unreadable', why: t('setUp.fileNothing') };
  return { kind: 'planned', rows: planImport(kind, named.value, known) };
}

/** How many rows would be added, are there already, are left out. */
export function sumOfPlan(rows: readonly Planned[]): {
  readonly write: number;
  readonly same: number;
  readonly refused: number;
} {
  const count = (...verdicts: readonly Planned['verdict'][]): number =>
    rows.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return { write: count('write', 'account'), same: count('same'), refused: count('refused') };
}

/** What becomes of one row, in words. */
export function verdictWords(row: Planned): string {
  if (row.verdict !== 'refused') return t(`setUp.verdict.${row.verdict}`);
  return row.why === 'no-name'
    ? t('setUp.why.no-name')
    : t(`setUp.why.${row.why}`, { value: row.value });
}
