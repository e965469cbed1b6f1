/** `YYYY-MM-DD` or its beginning as one number that sorts like it; noughts for what is not said. */
export function birthNumber(date: string | undefined): number {
  if (date === undefined) return 0;
  return figures(date, 0, 4) * 10_000 + figures(date, 5, 7) * 100 + figures(date, 8, 10) || 0;
}

/** What stands between two places as a number: nought where the text ends before, none where there is no figure. */
function figures(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to && i < text.length; i++) {
    const figure = text.charCodeAt(i) - ZERO;
    if (figure < 0 || figure > 9) return Number.NaN;
    number = number * 10 + figure;
  }
  return number;
}
const ZERO = 48;
