import { foldText } from '#shared/domain/fold-text.ts';
import { createChineseReader } from './chinese.ts';
import { LETTERS, TWO_LETTERS } from './letters.ts';
import { readEthiopic, readHangul, readIndic, readKana, readKhmer, readThai } from './syllables.ts';

/** Writes a name of another script in Latin letters, folded as names are compared. */
export type Romanise = (text: string) => string;

/** Everything that is not in Latin letters comes in runs of one script, each with its own reader. */
export function createRomanise(): Romanise {
  // Opened by the first Chinese name: its order of characters takes a moment.
  let chinese: ((character: string) => string) | undefined;
  const readChinese = (character: string): string => (chinese ??= createChineseReader())(character);
  const readers: readonly (readonly [RegExp, (run: string) => string])[] = [
    [/\p{sc=Hangul}+/gu, readHangul],
    [/[\u0900-\u0d7f]+/g, readIndic],
    [/[\u0e00-\u0eff]+/g, readThai],
    [/[\u1780-\u17ff]+/g, readKhmer],
    [/[\u1200-\u1357]+/g, readEthiopic],
    [/[\u3041-\u3096\u30a1-\u30fa]+/g, readKana],
    [/\p{sc=Han}/gu, readChinese],
  ];
  return (text) => {
    const plain = text.normalize('NFKC').toLowerCase();
    const read = readers.reduce((rest, [run, reader]) => rest.replace(run, reader), plain);
    const joined = TWO_LETTERS.reduce((rest, [two, one]) => rest.replace(two, one), read);
    return foldText(joined.replace(/\p{L}/gu, (letter) => LETTERS.get(letter) ?? bare(letter)));
  };
}

/** A letter with an accent that has no reading of its own is read without it. */
function bare(letter: string): string {
  const [base = ''] = letter.normalize('NFD');
  return LETTERS.get(base) ?? letter;
}
