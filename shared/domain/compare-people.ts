import { foldText } from './fold-text.ts';
import { shownName } from './human-name.ts';
import { lettersApart } from './letters-apart.ts';
import type { Patient, Sex } from './patient.ts';

/** What is known of a person at the desk, before there is a record. */
export interface TypedPerson {
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly isBirthDateEstimated: boolean;
  readonly sex: Sex | '';
  readonly phone: string;
}
export type ComparedField = 'family' | 'given' | 'birthDate' | 'sex' | 'phone';

/** How one field stands to the record's; each has one wording and one sign. */
export type FieldVerdict =
  | 'same'
  | 'one-letter'
  | 'two-letters'
  | 'short-form'
  | 'changed-places'
  | 'fits'
  | 'digits-swapped'
  | 'one-digit'
  | 'about-the-same'
  | 'different';

export interface ComparedFieldRow {
  readonly field: ComparedField;
  readonly typed: string;
  readonly onRecord: string;
  readonly verdict: FieldVerdict;
}
export interface Comparison {
  /** `very-likely` has to be answered before somebody is registered as new. */
  readonly verdict: 'very-likely' | 'possible' | 'none';
  readonly score: number;
  readonly rows: readonly ComparedFieldRow[];
}

const WEIGHT: Readonly<Record<ComparedField, Readonly<Partial<Record<FieldVerdict, number>>>>> = {
  family: { same: 4, 'one-letter': 3, 'two-letters': 2, 'changed-places': 3, different: -4 },
  given: {
    same: 4,
    'one-letter': 3,
    'two-letters': 2,
    'short-form': 2.5,
    'changed-places': 3,
    different: -3,
  },
  birthDate: {
    same: 5,
    fits: 2,
    'digits-swapped': 3,
    'one-digit': 3,
    'about-the-same': 1,
    different: -5,
  },
  sex: { same: 0.5, different: -2 },
  phone: { same: 4, different: 0 },
};
/** Both names and the birth date, with a slip in each name, is very likely; twins (one given name different) are only possible. */
const VERY_LIKELY = 11;
const POSSIBLE = 5;

/** Compares what was typed with a record, field by field. What either side does not know is left out, never counted as different. */
export function comparePeople(typed: TypedPerson, record: Patient): Comparison {
  const name = shownName(record.names);
  const theirs = { family: name?.family ?? name?.text ?? '', given: name?.given ?? '' };
  const isSwapped =
    namesApart(typed.family, theirs.given) === 'same' &&
    namesApart(typed.given, theirs.family) === 'same';
  const nameRow = (field: 'family' | 'given'): ComparedFieldRow => ({
    field,
    typed: typed[field].trim(),
    onRecord: theirs[field],
    verdict: isSwapped ? 'changed-places' : namesApart(typed[field], theirs[field]),
  });
  const rows = [
    nameRow('family'),
    nameRow('given'),
    birthRow(typed, record),
    sexRow(typed.sex, record.sex),
    phoneRow(typed.phone, record),
  ].filter((row) => row.typed !== '' && row.onRecord !== '');
  const score = rows.reduce((sum, row) => sum + (WEIGHT[row.field][row.verdict] ?? 0), 0);
  const verdict = score >= VERY_LIKELY ? 'very-likely' : score >= POSSIBLE ? 'possible' : 'none';
  return { verdict, score, rows };
}

function namesApart(mine: string, theirs: string): FieldVerdict {
  const a = foldText(mine);
  const b = foldText(theirs);
  if (a === '' || b === '') return 'different';
  if (a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '')) return 'same';
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const isStart = short.length >= 2 && long.startsWith(short);
  const apart = lettersApart(a, b, 2);
  if (apart === 1 && short.length >= 3) return 'one-letter';
  if (isStart || long.split(' ').includes(short)) return 'short-form';
  return apart === 2 && short.length >= 5 ? 'two-letters' : 'different';
}

function birthRow(typed: TypedPerson, record: Patient): ComparedFieldRow {
  const onRecord = record.birthDate ?? '';
  const isGuess = typed.isBirthDateEstimated || record.isBirthDateEstimated === true;
  return {
    field: 'birthDate',
    typed: typed.birthDate,
    onRecord,
    verdict: datesApart(typed.birthDate, onRecord, isGuess),
  };
}

function datesApart(a: string, b: string, isGuess: boolean): FieldVerdict {
  if (a === b) return a.length === 10 && !isGuess ? 'same' : 'fits';
  if (a.startsWith(b) || b.startsWith(a)) return 'fits';
  const isNearYear = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4))) <= 3;
  if (isGuess && isNearYear) return 'about-the-same';
  if (a.length !== b.length || a.length < 10) return 'different';
  const wrong = [...a].filter((digit, i) => digit !== b[i]).length;
  if (wrong === 1) return 'one-digit';
  const isDayMonth = a === `${b.slice(0, 4)}-${b.slice(8)}-${b.slice(5, 7)}`;
  return isDayMonth || (wrong === 2 && lettersApart(a, b, 1) === 1)
    ? 'digits-swapped'
    : 'different';
}

function sexRow(typed: Sex | '', onRecord: Sex | undefined): ComparedFieldRow {
  const known = (sex: string | undefined): string => (sex === 'unknown' ? '' : (sex ?? ''));
  return {
    field: 'sex',
    typed: known(typed),
    onRecord: known(onRecord),
    verdict: typed === onRecord ? 'same' : 'different',
  };
}

/** Compared by the last seven figures, because country codes and leading zeros are written or not. */
function phoneRow(typed: string, record: Patient): ComparedFieldRow {
  const tail = (phone: string): string => phone.replace(/\P{N}/gu, '').slice(-7);
  const phones = Object.values(record.telecom ?? {}).filter(({ kind }) => kind === 'phone');
  const isLong = tail(typed).length >= 6;
  const same = phones.find(({ value }) => tail(value) === tail(typed));
  return {
    field: 'phone',
    typed: isLong ? typed.trim() : '',
    onRecord: (same ?? phones[0])?.value ?? '',
    verdict: same ? 'same' : 'different',
  };
}
