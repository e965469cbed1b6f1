import { foldText } from './fold-text.ts';

/** Months as people at a desk write them, folded when compared; a new language is one more row of twelve. */
const NAMES: readonly (readonly string[])[] = [
  ['january', 'jan', 'enero', 'ene', 'janvier', 'januar', 'janeiro', 'يناير', 'كانون الثاني'],
  ['february', 'feb', 'febrero', 'fevrier', 'februar', 'fevereiro', 'فبراير', 'شباط'],
  ['march', 'mar', 'marzo', 'mars', 'märz', 'março', 'مارس', 'آذار'],
  ['april', 'apr', 'abril', 'abr', 'avril', 'أبريل', 'إبريل', 'نيسان'],
  ['may', 'mayo', 'mai', 'maio', 'مايو', 'أيار'],
  ['june', 'jun', 'junio', 'juin', 'juni', 'junho', 'يونيو', 'حزيران'],
  ['july', 'jul', 'julio', 'juillet', 'juli', 'julho', 'يوليو', 'تموز'],
  ['august', 'aug', 'agosto', 'ago', 'août', 'أغسطس', 'آب'],
  [
    'september',
    'sep',
    'sept',
    'septiembre',
    'setiembre',
    'septembre',
    'setembro',
    'سبتمبر',
    'أيلول',
  ],
  ['october', 'oct', 'octubre', 'octobre', 'oktober', 'okt', 'outubro', 'أكتوبر', 'تشرين الأول'],
  ['november', 'nov', 'noviembre', 'novembre', 'novembro', 'نوفمبر', 'تشرين الثاني'],
  [
    'december',
    'dec',
    'diciembre',
    'dic',
    'décembre',
    'dezember',
    'dez',
    'dezembro',
    'ديسمبر',
    'كانون الأول',
  ],
];

const MONTHS = NAMES.flatMap((names, i) => names.map((name) => [foldText(name), i + 1] as const));
const MONTH_OF: ReadonlyMap<string, number> = new Map(MONTHS);
const TWO_WORDS = MONTHS.filter(([name]) => name.includes(' '));

/** Month names in a folded text turned into `m3`, so that what is left is figures and a few known words. */
export function markMonths(folded: string): string {
  const joined = TWO_WORDS.reduce((text, [name, n]) => text.replace(name, `m${n}`), folded);
  return joined
    .split(' ')
    .map((word) => (MONTH_OF.has(word) ? `m${MONTH_OF.get(word) ?? 0}` : word))
    .join(' ');
}
