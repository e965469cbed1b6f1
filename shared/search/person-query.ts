import { foldText } from '#shared/domain/fold-text.ts';
import { markMonths } from '#shared/domain/month-names.ts';
import { plainFigures } from './normalise.ts';

/** One thing that was typed, and all that it can mean: `19590314` is a number and a birth date. */
export interface QueryPart {
  /** A word of a name, folded; '' where it can be none. */
  readonly word: string;
  /** The same as it was typed, accents and signs and all: other scripts are read from it. */
  readonly typed: string;
  /** An MRN, another number or a phone number, or a part of one; '' where it can be none. */
  readonly number: string;
  /** `YYYY-MM-DD`, or `YYYY-MM`, or `YYYY`; two where the century is not said. */
  readonly dates: readonly string[];
}
/** What somebody typed to find a person: words of names, numbers, a birth date (whole or its beginning). */
export interface PersonQuery {
  readonly words: readonly string[];
  /** The birth date that was meant, if any. */
  readonly birthDate: string | null;
  readonly parts: readonly QueryPart[];
}

/** Reads what was typed; day before month, as it is spoken. Never fails: what is no date or number is a word. */
export function parsePersonQuery(text: string): PersonQuery {
  const plain = plainFigures(text)
    .replace(/(?<=\d)[年月](?=\d)/g, '-')
    .replace(/(?<=\d)日/g, ' ');
  const date = dateIn(plain);
  const rest = date ? plain.replace(date.text, ' ') : plain;
  const numbers = [...rest.matchAll(RUN)].flatMap(([run]) => numbersIn(run));
  const named = rest.replace(RUN, ' ').match(WORD) ?? [];
  const typed = named.map((typed) => ({ typed, word: foldText(typed) }));
  const words = typed.map(({ word }) => word).filter(Boolean);
  const parts: QueryPart[] = [
    ...typed
      .filter(({ word }) => word !== '')
      .map((part) => ({ ...part, number: FIGURE.test(part.word) ? part.word : '', dates: [] })),
    ...numbers.map((number) => ({ ...NO_WORD, number, dates: datesOf(number) })),
    ...(date ? [{ ...NO_WORD, number: '', dates: [date.date] }] : []),
  ];
  const birthDate = date?.date ?? parts.find(({ dates }) => dates.length > 0)?.dates[0] ?? null;
  return { words, birthDate, parts };
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const FIGURE = /\d/;
const NO_WORD = { word: '', typed: '' };
/** Figures with what stands between them where numbers are read aloud: `104 882-7`, `(0161) 496 0123`. */
const RUN = /(?<![\p{L}\d])[+(]*\d(?:[\d\s()./-]*\d)?(?![\p{L}\d])/gu;
const LONG = 6;

/** One number typed in groups, unless one of the groups is a number by itself. */
function numbersIn(run: string): readonly string[] {
  const groups = run.match(/\d+/g) ?? [];
  return groups.some(({ length }) => length >= LONG) ? groups : [groups.join('')];
}

const YEAR = /^(?:1[89]|20|2[45])\d\d$/;

/** The dates that figures without separators can be: a year, `19590314`, `14031959`, `140359`. */
function datesOf(digits: string): readonly string[] {
  if (YEAR.test(digits)) return [inOurEra(digits)];
  if (digits.length === 8) {
    const isYearFirst = YEAR.test(digits.slice(0, 4)) && Number(digits.slice(4, 6)) <= 12;
    const [a, b, c] = isYearFirst ? [0, 4, 6] : [4, 2, 0];
    const found = dateOf(digits.slice(a, a + 4), digits.slice(b, b + 2), digits.slice(c, c + 2));
    return found === null ? [] : [found];
  }
  if (digits.length !== LONG) return [];
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return ['19', '20'].flatMap((century) => dateOf(`${century}${year}`, month, day) ?? []);
}

const ISO = /(?<!\d)(\d{4})([-/. ])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)/;
const DAY_FIRST = /(?<!\d)(\d{1,2})([./\- ])(\d{1,2})\2(\d{4}|(?<=[./-])\d{2})(?!\d)/;
const WORDS = /[\p{L}\p{M}]+|\d+/gu;
const FILLER = /^(?:de|del|of|the|st|nd|rd|th)$/;

interface DateFound {
  readonly text: string;
  readonly date: string;
}

function dateIn(text: string): DateFound | null {
  const iso = ISO.exec(text);
  if (iso && YEAR.test(iso[1] ?? '') && (iso[4] !== undefined || iso[2] !== ' ')) {
    const date = [inOurEra(iso[1] ?? ''), two(iso[3]), two(iso[4])].filter(Boolean).join('-');
    return { text: iso[0], date };
  }
  const numeric = DAY_FIRST.exec(text);
  const date = numeric && dateOf(fourFigures(numeric[4] ?? ''), numeric[3], numeric[1]);
  if (numeric && date) return { text: numeric[0], date };
  return wordedIn(text);
}

/** `14 mar 1959`, `14 de marzo de 1959`, `March 14, 1959`, in any of the languages whose months are known. */
function wordedIn(text: string): DateFound | null {
  const words = [...text.matchAll(WORDS)]
    .map((match) => ({ from: match.index, word: match[0], folded: foldText(match[0]) }))
    .filter(({ folded }) => !FILLER.test(folded));
  for (let i = 0; i + 2 < words.length; i++) {
    for (const size of [3, 4]) {
      const some = words.slice(i, i + size);
      const read = markMonths(some.map(({ folded }) => folded).join(' ')).split(' ');
      const date = read.length === 3 ? monthNamed(read) : null;
      const last = some.at(-1);
      if (date && some[0] && last)
        return { text: text.slice(some[0].from, last.from + last.word.length), date };
    }
  }
  return null;
}

function monthNamed([a = '', b = '', c = '']: readonly string[]): string | null {
  const isDay = (word: string): boolean => /^\d{1,2}$/.test(word);
  const year = /^(?:\d{4}|\d{2})$/;
  if (isDay(a) && b.startsWith('m') && /\d/.test(b) && year.test(c))
    return dateOf(fourFigures(c), b.slice(1), a);
  if (/^m\d/.test(a) && isDay(b) && year.test(c)) return dateOf(fourFigures(c), a.slice(1), b);
  return YEAR.test(a) && /^m\d/.test(b) && isDay(c) ? dateOf(a, b.slice(1), c) : null;
}

/** Where the month cannot be one and the day can, they stand the other way round. */
function dateOf(year: string, month: string | undefined, day: string | undefined): string | null {
  const [m, d] = [Number(month), Number(day)];
  if (!YEAR.test(year) || m < 1 || d < 1 || Math.max(m, d) > 31 || Math.min(m, d) > 12) return null;
  return m > 12
    ? `${inOurEra(year)}-${two(day)}-${two(month)}`
    : `${inOurEra(year)}-${two(month)}-${two(day)}`;
}

/** The Buddhist calendar is 543 years ahead. */
function inOurEra(year: string): string {
  return Number(year) > 2400 ? String(Number(year) - 543) : year;
}

/** Two figures of a year are read as a birth of the last century, unless they are small. */
function fourFigures(year: string): string {
  return year.length === 2 ? `${Number(year) < 27 ? 20 : 19}${year}` : year;
}

function two(digits: string | undefined): string {
  return digits ? digits.padStart(2, '0') : '';
}
