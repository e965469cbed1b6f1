import { foldText } from '#shared/domain/fold-text.ts';

/** A stretch of a name as it is drawn: underlined where it was typed. */
export interface Stretch {
  readonly text: string;
  readonly isMarked: boolean;
}

/**
 * A name cut at the letters that were typed. A word that begins as typed is marked so far; one that was found in spite of a slip
 * (`matched`) is marked letter by letter, so that the slip is what stands out.
 */
export function markName(
  name: string,
  typed: readonly string[],
  matched: readonly string[],
): readonly Stretch[] {
  const words = name.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) ?? [];
  return joined(words.flatMap((word) => markWord(word, typed, matched)));
}

function markWord(
  word: string,
  typed: readonly string[],
  matched: readonly string[],
): readonly Stretch[] {
  const letters = [...word];
  const folded = letters.map(foldText);
  const whole = folded.join('');
  const start = longest(typed.filter((part) => whole.startsWith(part)));
  if (start !== undefined) return stretches(letters, marksOf(folded, start, true));
  if (whole === '' || !matched.includes(whole)) return [{ text: word, isMarked: false }];
  const near = longest(typed.filter((part) => part[0] === whole[0])) ?? longest(typed) ?? '';
  return stretches(letters, marksOf(folded, near, false));
}

/** Which letters of a word stand in `part`, in its order. A beginning ends with its last letter; a near word goes on. */
function marksOf(folded: readonly string[], part: string, isBeginning: boolean): boolean[] {
  let at = 0;
  return folded.map((letter) => {
    if (letter === '' || at >= part.length) return false;
    const found = isBeginning ? at : part.indexOf(letter, at);
    if (found < 0 || found - at > 1) return false;
    at = found + letter.length;
    return true;
  });
}

function longest(parts: readonly string[]): string | undefined {
  return parts.toSorted((a, b) => b.length - a.length)[0];
}

function stretches(letters: readonly string[], marks: readonly boolean[]): readonly Stretch[] {
  return letters.map((text, i) => ({ text, isMarked: marks[i] === true }));
}

function joined(parts: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const { text, isMarked } of parts) {
    const last = out.at(-1);
    if (last?.isMarked === isMarked) out[out.length - 1] = { text: last.text + text, isMarked };
    else out.push({ text, isMarked });
  }
  return out;
}
