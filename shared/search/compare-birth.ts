import { lettersApart } from '#shared/domain/letters-apart.ts';
import type { FieldVerdict, TypedPerson } from './duplicate-score.ts';

type Born = Pick<TypedPerson, 'birthDate' | 'isBirthDateEstimated'>;

/** How two birth dates stand to each other: one figure wrong, two changed places, day and month swapped, or only known in part. */
export function birthVerdict(mine: Born, theirs: Born): FieldVerdict {
  const [a, b] = [mine.birthDate, theirs.birthDate];
  const isGuess = mine.isBirthDateEstimated || theirs.isBirthDateEstimated;
  if (a === b) return a.length === 10 && !isGuess ? 'same' : 'fits';
  if (a.startsWith(b) || b.startsWith(a)) return 'fits';
  const isNearYear = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4))) <= 3;
  // A guess has no figures that could be slips.
  if (isGuess) return isNearYear ? 'about-the-same' : 'different';
  if (a.length !== b.length || a.length < 10) return 'different';
  const wrong = [...a].filter((digit, i) => digit !== b[i]).length;
  if (wrong === 1) return 'one-digit';
  const isDayMonth = a === `${b.slice(0, 4)}-${b.slice(8)}-${b.slice(5, 7)}`;
  return isDayMonth || (wrong === 2 && lettersApart(a, b, 1) === 1)
    ? 'digits-swapped'
    : 'different';
}
