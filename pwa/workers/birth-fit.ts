import { QUALITY, type Quality } from './quality.ts';

/** How well a typed birth date fits a stored one, both as numbers. */
export function birthFit(typed: number, stored: number): Quality {
  if (typed === 0 || stored === 0) return QUALITY.none;
  if (typed === stored) return QUALITY.exact;
  const unit = unitOf(typed);
  if (unit > 1) return Math.floor(stored / unit) * unit === typed ? QUALITY.start : QUALITY.none;
  const storedUnit = unitOf(stored);
  if (storedUnit > 1)
    return Math.floor(typed / storedUnit) * storedUnit === stored ? QUALITY.sound : QUALITY.none;
  const year = Math.floor(typed / 10_000);
  const month = Math.floor(typed / 100) % 100;
  const day = typed % 100;
  const isYear = year === Math.floor(stored / 10_000);
  const same =
    Number(isYear) +
    Number(month === Math.floor(stored / 100) % 100) +
    Number(day === stored % 100);
  if (same === 0) return QUALITY.none;
  if (year * 10_000 + day * 100 + month === stored) return QUALITY.near;
  if (same === 2) return isOneSlip(typed, stored) ? QUALITY.near : QUALITY.far;
  return isOneSlip(typed, stored) ? QUALITY.near : QUALITY.none;
}

/** A year is ten thousand days wide here, a month a hundred. */
function unitOf(date: number): number {
  if (date % 10_000 === 0) return 10_000;
  return date % 100 === 0 ? 100 : 1;
}

/** One figure is another, or two neighbours have changed places. */
function isOneSlip(a: number, b: number): boolean {
  let [x, y] = [a, b];
  let wrong = 0;
  let sum = 0;
  let isNeighbour = false;
  let wasWrong = false;
  for (let i = 0; i < 8; i++) {
    const apart = (x % 10) - (y % 10);
    if (apart !== 0) {
      wrong++;
      sum += apart;
      isNeighbour = wasWrong;
    }
    wasWrong = apart !== 0;
    [x, y] = [Math.floor(x / 10), Math.floor(y / 10)];
  }
  return wrong === 1 || (wrong === 2 && isNeighbour && sum === 0);
}
