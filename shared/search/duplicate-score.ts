import { foldText } from '#shared/domain/fold-text.ts';
import { shownName } from '#shared/domain/human-name.ts';
import type { Patient, Sex } from '#shared/domain/patient.ts';
import { addressRows } from './compare-address.ts';
import { birthVerdict } from './compare-birth.ts';
import { nameVerdict } from './compare-names.ts';
import { usualRarity, type NamedField, type Rarity } from './rarity.ts';

/** What is known of a person at the desk, before there is a record, or of a record beside another. */
export interface TypedPerson {
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly isBirthDateEstimated: boolean;
  readonly sex: Sex | '';
  readonly phone: string;
  readonly line: string;
  readonly postalCode: string;
  readonly city: string;
}
export type ComparedField = Exclude<keyof TypedPerson, 'isBirthDateEstimated'>;

/** How one field stands to the record's; each has one wording and one sign. */
export type FieldVerdict =
  | 'same'
  | 'one-letter'
  | 'two-letters'
  | 'sounds-alike'
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
  /** What it says for one person, or against it, in bits: the chance that it is so for one person over that for two. */
  readonly bits: number;
}
export interface Comparison {
  /** `very-likely` has to be answered before somebody is registered as new. */
  readonly verdict: 'very-likely' | 'possible' | 'none';
  readonly score: number;
  readonly rows: readonly ComparedFieldRow[];
}

/**
 * What each verdict is worth in bits (Fellegi and Sunter's log-likelihood ratio), of a name beside its rarity. Written from what goes wrong
 * at desks: slips in one name in ten, a wrong figure in one birth date in fifty (of two people one pair in thirteen hundred is so by
 * chance), a family name that changes with a marriage, another phone every few years, hardly ever a wrong sex.
 */
const NAME_BITS: Readonly<Partial<Record<FieldVerdict, number>>> = {
  same: 0,
  'one-letter': -1.5,
  'two-letters': -3.5,
  'sounds-alike': -3.5,
  'short-form': -5,
};
const SWAPPED_BITS = -1.5;
const OTHER_NAME_BITS: Readonly<Record<NamedField, number>> = { family: -4, given: -3.5, city: -3 };
const BITS: Readonly<
  Record<Exclude<ComparedField, NamedField>, Readonly<Partial<Record<FieldVerdict, number>>>>
> = {
  birthDate: {
    same: 14,
    fits: 4,
    'digits-swapped': 6,
    'one-digit': 5,
    'about-the-same': 1,
    different: -10,
  },
  sex: { same: 1, different: -7 },
  phone: { same: 14, different: -1 },
  line: { same: 11, 'one-letter': 10, 'about-the-same': 5, different: -2.5 },
  postalCode: { same: 8, 'one-digit': 4, different: -2 },
};

/** From here on two records are shown as likely one: sixteen million to one against chance, over all pairs of a hundred thousand people. */
export const LIKELY_BITS = 12;
/** From here on nobody is registered as new before it is answered, provided that no name and no birth date is another one. */
const VERY_LIKELY_BITS = 22;

/** Compares what was typed with a record, field by field. What either side does not know is left out, never counted as different. */
export function comparePeople(
  typed: TypedPerson,
  record: Patient,
  rarity: Rarity = usualRarity,
): Comparison {
  return comparePair(typed, typedOf(record, typed.phone), rarity);
}

/** Two sides alike: the first is what stands under `typed`. */
export function comparePair(mine: TypedPerson, theirs: TypedPerson, rarity: Rarity): Comparison {
  const rows = [
    ...nameRows(mine, theirs, rarity),
    plainRow('birthDate', mine, theirs, birthVerdict(mine, theirs)),
    plainRow('sex', mine, theirs, mine.sex === theirs.sex ? 'same' : 'different'),
    plainRow(
      'phone',
      mine,
      theirs,
      phoneTail(mine.phone) === phoneTail(theirs.phone) ? 'same' : 'different',
    ),
    ...addressRows(mine, theirs).map(({ field, verdict }) =>
      field === 'city'
        ? namedRow('city', [mine.city, theirs.city], verdict, rarity)
        : plainRow(field, mine, theirs, verdict),
    ),
  ].filter((row) => row.typed !== '' && row.onRecord !== '');
  const score = rows.reduce((sum, { bits }) => sum + bits, 0);
  return { verdict: verdictOf(score, rows), score, rows };
}

/** A record as it is compared; of several phones the one that was typed, if it is among them. */
export function typedOf(record: Patient, phone = ''): TypedPerson {
  const name = shownName(record.names);
  const phones = Object.values(record.telecom ?? {}).filter(({ kind }) => kind === 'phone');
  const known = phones.find(({ value }) => phoneTail(value) === phoneTail(phone)) ?? phones[0];
  const address = Object.values(record.addresses ?? {})[0];
  return {
    family: name?.family ?? name?.text ?? '',
    given: name?.given ?? '',
    birthDate: record.birthDate ?? '',
    isBirthDateEstimated: record.isBirthDateEstimated === true,
    sex: record.sex ?? '',
    phone: known?.value ?? '',
    line: address?.line ?? '',
    postalCode: address?.postalCode ?? '',
    city: address?.city ?? '',
  };
}

const DECISIVE: ReadonlySet<ComparedField> = new Set<ComparedField>([
  'family',
  'given',
  'birthDate',
]);

/** Twins have a given name of their own, and who married another family name: they are possible, however much else is the same. */
function verdictOf(score: number, rows: readonly ComparedFieldRow[]): Comparison['verdict'] {
  const isOther = rows.some(({ field, verdict }) => DECISIVE.has(field) && verdict === 'different');
  if (score >= VERY_LIKELY_BITS && !isOther) return 'very-likely';
  return score >= LIKELY_BITS ? 'possible' : 'none';
}

/** Both names in their places, or each in the other's, whichever says more. */
function nameRows(mine: TypedPerson, theirs: TypedPerson, rarity: Rarity): ComparedFieldRow[] {
  const straight = (['family', 'given'] as const).map((field) =>
    namedRow(field, [mine[field], theirs[field]], nameVerdict(mine[field], theirs[field]), rarity),
  );
  const crossed = (['family', 'given'] as const).map((field) => {
    const other = field === 'family' ? 'given' : 'family';
    return namedRow(
      other,
      [mine[field], theirs[other]],
      nameVerdict(mine[field], theirs[other]),
      rarity,
    );
  });
  if (
    crossed.some(({ verdict, typed, onRecord }) => verdict === 'different' || !typed || !onRecord)
  )
    return straight;
  const sum = (rows: readonly ComparedFieldRow[]): number =>
    rows.reduce((all, { bits }) => all + bits, 0);
  if (sum(crossed) + 2 * SWAPPED_BITS <= sum(straight)) return straight;
  return straight.map((row, i) => ({
    ...row,
    verdict: 'changed-places',
    bits: (crossed[i]?.bits ?? 0) + SWAPPED_BITS,
  }));
}

function namedRow(
  field: NamedField,
  [typed, onRecord]: readonly [string, string],
  verdict: FieldVerdict,
  rarity: Rarity,
): ComparedFieldRow {
  const rare = Math.min(rarity(field, foldText(typed)), rarity(field, foldText(onRecord)));
  const bits =
    verdict === 'different'
      ? OTHER_NAME_BITS[field]
      : Math.max(1, rare + (NAME_BITS[verdict] ?? 0));
  return { field, typed: typed.trim(), onRecord, verdict, bits };
}

function plainRow(
  field: Exclude<ComparedField, NamedField>,
  mine: TypedPerson,
  theirs: TypedPerson,
  verdict: FieldVerdict,
): ComparedFieldRow {
  const known = ({ [field]: value }: TypedPerson): string => {
    if (field === 'phone' && phoneTail(value).length < SHORTEST_PHONE) return '';
    return value === 'unknown' ? '' : value.trim();
  };
  return {
    field,
    typed: known(mine),
    onRecord: known(theirs),
    verdict,
    bits: BITS[field][verdict] ?? 0,
  };
}

const SHORTEST_PHONE = 6;

/** Compared by the last seven figures, because country codes and leading zeros are written or not. */
function phoneTail(phone: string): string {
  return phone.replace(/\P{N}/gu, '').slice(-7);
}
