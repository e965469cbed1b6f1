/** `YYYY-MM-DD` or its beginning as one number that sorts like it; noughts for what is not said. */
export function birthNumber(date: string | undefined): number {
  if (date === undefined) return 0;
  return (
    Number(date.slice(0, 4)) * 10_000 +
      Number(date.slice(5, 7)) * 100 +
      Number(date.slice(8, 10)) || 0
  );
}
