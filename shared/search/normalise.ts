import { foldText } from '#shared/domain/fold-text.ts';

const ASCII = /^[\0-\x7f]*$/;
const FOREIGN = /(?=\p{L})\P{sc=Latin}/u;

/** Whether a text has to be romanised before it is compared with Latin letters. */
export function isForeign(text: string): boolean {
  return !ASCII.test(text) && FOREIGN.test(text);
}

/** The words of a name, folded as they are compared. */
export function foldedWords(name: string): readonly string[] {
  const folded = foldText(name);
  return folded === '' ? [] : folded.split(' ');
}

/** Figures of any script as 0 to 9. In most scripts of India they begin at six, in the others at nought. */
export function plainFigures(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (figure) => {
    const at = figure.normalize('NFKC').codePointAt(0) ?? 0;
    return String(((at & 15) + (at >= 0x966 && at < 0xd70 ? 10 : 0)) % 16);
  });
}
