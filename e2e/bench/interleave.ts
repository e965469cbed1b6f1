/** Runs the cases in turn, round after round, so that a slow minute of the machine hits all of them; answers each one's median. */
export async function interleave<Name extends string>(
  rounds: number,
  cases: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(cases) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) {
      const ms = await cases[name]();
      measured[name].push(ms);
      console.log(`round ${round} ${name} ${ms.toFixed(0)} ms`);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(measured[name])])) as Record<
    Name,
    number
  >;
}

/** The middle value; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** One figure, as `npm run bench` prints it. */
export function printRatio(name: string, value: number): void {
  console.log(`RATIO ${name} ${value.toFixed(3)}`);
}
