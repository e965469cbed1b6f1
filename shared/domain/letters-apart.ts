/** How many letters two words are apart (Damerau-Levenshtein, neighbours swapped count one); stops counting above `limit`. */
export function lettersApart(a: string, b: string, limit = 3): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(cheapest({ a, b, i, j, row, above, older }));
    }
    if (Math.min(...row) > limit) return limit + 1;
    older = above;
    above = row;
  }
  return above[b.length] ?? limit + 1;
}

interface Step {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly j: number;
  readonly row: readonly number[];
  readonly above: readonly number[];
  readonly older: readonly number[];
}

function cheapest({ a, b, i, j, row, above, older }: Step): number {
  const far = Number.MAX_SAFE_INTEGER;
  const change = (above[j - 1] ?? far) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  const swap = isSwapped ? (older[j - 2] ?? far) + 1 : far;
  return Math.min(change, swap, (above[j] ?? far) + 1, (row[j - 1] ?? far) + 1);
}
