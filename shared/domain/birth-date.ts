import { err, ok, type Result } from '#shared/lib/result.ts';
import { dayBefore, dayText, isDay } from './calendar-day.ts';
import { foldText } from './fold-text.ts';
import { markMonths } from './month-names.ts';

/** A birth date as it is stored: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and whether somebody guessed. */
interface BirthDate {
  readonly date: string;
  readonly isEstimated: boolean;
  /** Where day and month could change places (03/04/1959): the other reading, so that a person can choose it. */
  readonly other?: string;
}
export type BirthDateError =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'no-such-day' }
  | { readonly kind: 'future' }
  /** Would be a birth date if the year were one of the Buddhist calendar: `date` is that. */
  | { readonly kind: 'buddhist'; readonly date: string }
  | { readonly kind: 'too-long-ago' };
type Read = Result<BirthDate, BirthDateError>;

const OLDEST_YEARS = 130;
/** The Buddhist calendar counts so many years more, in Thailand on every identity card. */
const BUDDHIST_YEARS = 543;
const ABOUT = new Set(
  [
    'about',
    'around',
    'approx',
    'circa',
    'ca',
    'c',
    'roughly',
    'est',
    'estimated',
    'unos',
    'unas',
    'aprox',
  ]
    .concat(['aproximadamente', 'sobre', 'hacia', 'alrededor', 'cerca', 'حوالي', 'تقريبا', 'نحو'])
    .map(foldText),
);
const FILLERS = new Set([
  'de',
  'del',
  'of',
  'the',
  'born',
  'old',
  'edad',
  'nacido',
  'nacida',
  'age',
  'aged',
]);
const DAYS_OF_UNIT = { y: 0, m: 0, w: 7, d: 1 } as const;
type Unit = keyof typeof DAYS_OF_UNIT;
const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    y: 'y yr yrs year years a ano anos año años سنة سنه سنوات عام عاما',
    m: 'm mo mos month months mes meses شهر شهور أشهر',
    w: 'w wk wks week weeks semana semanas أسبوع أسابيع',
    d: 'd day days dia dias día días يوم أيام',
  }).flatMap(([unit, words]) =>
    words.split(' ').map((word) => [foldText(word), unit as Unit] as const),
  ),
);

/** Reads a birth date in any usual writing, or an age (`about 60`, `3 weeks`). Day before month, where either could be meant. */
export function readBirthDate(text: string, today: string): Read {
  const latin = text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
  const apart = foldText(latin)
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/(\d)(\p{L})|(\p{L})(\d)/gu, '$1$3 $2$4');
  const words = markMonths(apart)
    .split(' ')
    .filter((word) => word !== '' && !FILLERS.has(word));
  const plain = words.filter((word) => !ABOUT.has(word));
  const isEstimated = plain.length < words.length || /^\s*[~≈]|\?\s*$/.test(latin);
  const age = readAge(plain, today);
  if (age) return age;
  const isEitherWay = /^\s*\d{1,2}\s*[/-]\s*\d{1,2}\s*[/-]/.test(latin);
  return readCalendar(plain, { today, isEstimated, isEitherWay });
}

/** `about 60`, `3 weeks`, `10 d`: a number that can only be an age. */
function readAge(words: readonly string[], today: string): Read | null {
  const [n = '', unit = 'y', more] = words;
  const kind = UNITS.get(unit);
  if (!/^\d{1,3}$/.test(n) || !kind || more !== undefined) return null;
  return settled(today, Number(n), kind);
}

function settled(today: string, n: number, unit: Unit): Read {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const back = { y: n, m: Math.ceil(n / 12), w: Math.ceil(n / 52), d: Math.ceil(n / 365) }[unit];
  if (back > OLDEST_YEARS) return err({ kind: 'too-long-ago' });
  if (unit === 'y') return ok({ date: String(year - n), isEstimated: true });
  if (unit === 'm') {
    const months = year * 12 + month - 1 - n;
    const text = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
    return ok({ date: text, isEstimated: true });
  }
  return ok({ date: dayBefore(today, n * DAYS_OF_UNIT[unit]), isEstimated: true });
}

interface Reading {
  readonly today: string;
  readonly isEstimated: boolean;
  readonly isEitherWay: boolean;
}

/** The orders in which people write a date; `Y` four figures, `M` a month's name, `n` one or two figures. */
function readCalendar(words: readonly string[], reading: Reading): Read {
  const run = words.length === 1 ? splitRun(words[0] ?? '') : words;
  const shape = run.map(shapeOf).join('');
  const [a = 0, b = 0, c = 0] = run.map((word) => Number(word.replace('m', '')));
  switch (shape) {
    case 'Y':
      return checked([a], reading);
    case 'nY':
    case 'MY':
      return checked([b, a], reading);
    case 'Yn':
    case 'YM':
      return checked([a, b], reading);
    case 'Ynn':
    case 'YMn':
      return checked([a, b, c], reading);
    case 'nMY':
      return checked([c, b, a], reading);
    case 'MnY':
      return checked([c, a, b], reading);
    case 'nMn':
      return checked([century(c, b, a, reading.today), b, a], reading);
    case 'Mnn':
      return checked([century(c, a, b, reading.today), a, b], reading);
    case 'nnY':
      return eitherWay(c, a, b, reading);
    case 'nnn':
      return eitherWay(century(c, b, a, reading.today), a, b, reading);
    default:
      return err({ kind: 'unreadable' });
  }
}

/** `14031959`, `19590314` and `140359` without separators. */
function splitRun(run: string): readonly string[] {
  if (/^\d{8}$/.test(run)) {
    const isYearFirst = Number(run.slice(0, 4)) >= 1800 && Number(run.slice(4, 6)) <= 12;
    const at = isYearFirst ? [0, 4, 6, 8] : [0, 2, 4, 8];
    return [0, 1, 2].map((i) => run.slice(at[i], at[i + 1]));
  }
  if (/^\d{6}$/.test(run)) return [run.slice(0, 2), run.slice(2, 4), run.slice(4)];
  return [run];
}

function shapeOf(word: string): string {
  if (/^\d{4}$/.test(word)) return 'Y';
  if (/^\d{1,2}$/.test(word)) return 'n';
  return /^m\d{1,2}$/.test(word) ? 'M' : '?';
}

/** Two figures of a year: of this century unless the day would lie ahead. */
function century(yy: number, month: number, day: number, today: string): number {
  return dayText({ year: 2000 + yy, month, day }) > today ? 1900 + yy : 2000 + yy;
}

function eitherWay(year: number, first: number, second: number, reading: Reading): Read {
  const dayFirst = checked([year, second, first], reading);
  const monthFirst = checked([year, first, second], reading);
  if (!dayFirst.ok) return monthFirst.ok ? monthFirst : dayFirst;
  const isOpen = reading.isEitherWay && monthFirst.ok && first !== second;
  return isOpen ? ok({ ...dayFirst.value, other: monthFirst.value.date }) : dayFirst;
}

/** Year, month and day in that order, the later ones left out where unknown. */
function checked(parts: readonly number[], { today, isEstimated }: Reading): Read {
  const [year = 0, month = 1, day = 1] = parts;
  if (!isDay({ year, month, day })) return err({ kind: 'no-such-day' });
  const date = dayText({ year, month, day }).slice(0, [4, 7, 10][parts.length - 1]);
  if (date > today.slice(0, date.length)) {
    const buddhist = `${year - BUDDHIST_YEARS}${date.slice(4)}`;
    const isLikely =
      buddhist <= today && Number(today.slice(0, 4)) - year + BUDDHIST_YEARS <= OLDEST_YEARS;
    return err(isLikely ? { kind: 'buddhist', date: buddhist } : { kind: 'future' });
  }
  if (Number(today.slice(0, 4)) - year > OLDEST_YEARS) return err({ kind: 'too-long-ago' });
  return ok({ date, isEstimated });
}
