import { foldText } from '#shared/domain/fold-text.ts';

const FOREIGN = /(?=\p{L})\P{sc=Latin}/u;

/** Whether a text has to be romanised before it is compared with Latin letters. */
export function isForeign(text: string): boolean {
  return FOREIGN.test(text);
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

/** A number as it is compared, however it was grouped or signed: letters and figures alone. */
export function plainNumber(value: string): string {
  let plain = '';
  let from = 0;
  for (let i = 0; i <= value.length; i++) {
    const code = i < value.length ? value.charCodeAt(i) : SPACE;
    // Other scripts, and capitals: letter by letter no more.
    if (code > TILDE || (code >= CAPITAL_A && code <= CAPITAL_Z))
      return plainFigures(value)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '');
    if (isKept(code)) continue;
    plain += value.slice(from, i);
    from = i + 1;
  }
  return plain;
}

const [SPACE, NOUGHT, NINE, CAPITAL_A, CAPITAL_Z, SMALL_A, SMALL_Z, TILDE] = [
  32, 48, 57, 65, 90, 97, 122, 126,
];

function isKept(code: number): boolean {
  return (code >= NOUGHT && code <= NINE) || (code >= SMALL_A && code <= SMALL_Z);
}
