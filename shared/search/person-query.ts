import { foldText } from '#shared/domain/fold-text.ts';

/** What somebody typed to find a person: words of names, a number, a birth date (whole or its beginning). */
export interface PersonQuery {
  readonly words: readonly string[];
  /** Digits typed with spaces or hyphens between them, as MRNs are read aloud. */
  readonly digits: string | null;
  /** `YYYY-MM-DD`, or `YYYY-MM`, or `YYYY`. */
  readonly birthDate: string | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NUMERIC = /(?<!\d)(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})(?!\d)/;
const ISO = /(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)/;
const WORDED = /(?<!\d)(\d{1,2})\.? +([a-z]{3})[a-z]*\.? +(\d{4})(?!\d)/i;
const YEAR = /(?<!\d)(1[89]\d\d|20\d\d)(?!\d)/;

/** Reads what was typed; day before month, as it is spoken. Never fails: what is no date or number is a word. */
export function parsePersonQuery(text: string): PersonQuery {
  const found = dateIn(text);
  const rest = found ? text.replace(found.text, ' ') : text;
  const digits = /\d[\d -]{4,}\d/.exec(rest)?.[0] ?? null;
  const named = digits ? rest.replace(digits, ' ') : rest;
  return {
    words: foldText(named).split(' ').filter(Boolean),
    digits: digits?.replaceAll(/\D/g, '') ?? null,
    birthDate: found?.date ?? null,
  };
}

function dateIn(text: string): { readonly text: string; readonly date: string } | null {
  const iso = ISO.exec(text);
  if (iso)
    return { text: iso[0], date: [iso[1], two(iso[2]), two(iso[3])].filter(Boolean).join('-') };
  const numeric = NUMERIC.exec(text);
  if (numeric)
    return { text: numeric[0], date: `${numeric[3]}-${two(numeric[2])}-${two(numeric[1])}` };
  const worded = WORDED.exec(text);
  const month = MONTHS.indexOf((worded?.[2] ?? '').toLowerCase()) + 1;
  if (worded && month > 0)
    return { text: worded[0], date: `${worded[3]}-${two(String(month))}-${two(worded[1])}` };
  const year = YEAR.exec(text);
  return year ? { text: year[0], date: year[0] } : null;
}

function two(digits: string | undefined): string {
  return digits ? digits.padStart(2, '0') : '';
}
