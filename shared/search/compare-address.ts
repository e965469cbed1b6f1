import { foldText } from '#shared/domain/fold-text.ts';
import { lettersApart } from '#shared/domain/letters-apart.ts';
import { nameVerdict } from './compare-names.ts';
import type { FieldVerdict, TypedPerson } from './duplicate-score.ts';

interface AddressRow {
  readonly field: 'line' | 'postalCode' | 'city';
  readonly verdict: FieldVerdict;
}

/** How two addresses stand to each other, part by part. People move: another address says little, the same one much. */
export function addressRows(mine: TypedPerson, theirs: TypedPerson): readonly AddressRow[] {
  const [a, b] = [foldText(mine.postalCode), foldText(theirs.postalCode)];
  return [
    { field: 'line', verdict: lineVerdict(foldText(mine.line), foldText(theirs.line)) },
    { field: 'postalCode', verdict: codeVerdict(a.replaceAll(' ', ''), b.replaceAll(' ', '')) },
    { field: 'city', verdict: nameVerdict(mine.city, theirs.city) },
  ];
}

function codeVerdict(a: string, b: string): FieldVerdict {
  if (a === b) return 'same';
  return lettersApart(a, b, 1) === 1 ? 'one-digit' : 'different';
}

const MANY = 0.4;

/** House numbers and streets in any order: how much of the shorter line stands in the other, words with a slip counting too. */
function lineVerdict(a: string, b: string): FieldVerdict {
  if (a === b) return 'same';
  const [short, long] = [a.split(' '), b.split(' ')].toSorted((x, y) => x.length - y.length) as [
    string[],
    string[],
  ];
  const isIn = (word: string): boolean => long.some((other) => isAlike(word, other));
  const letters = (words: readonly string[]): number => words.join('').length;
  const share = letters(short.filter(isIn)) / Math.max(1, letters(short));
  if (share === 1) return 'one-letter';
  return share >= MANY ? 'about-the-same' : 'different';
}

function isAlike(a: string, b: string): boolean {
  return a === b || (a.length > 3 && lettersApart(a, b, 1) === 1);
}
