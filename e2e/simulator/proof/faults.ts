/** What is counted, by what the trace says of it; the first that fits counts. */
const FAULTS: readonly (readonly [name: string, says: RegExp])[] = [
  ['reply to a push lost after its commit', /^the answer to push is lost$/],
  ['request dropped', / is lost on its way$/],
  ['answer dropped', /^the answer to .* is lost$/],
  ['request cut', / is cut after /],
  ['answer cut', /^the answer to .* is cut$/],
  ['request twice', / arrives once more$/],
  ['request hours late', / arrives much later$/],
  ['request overtaken', / is overtaken$/],
  ['stream cut', /^a stream is cut$/],
  ['stream stalled', /^a stream stalls$/],
  ['server killed and restarted', /^the server ends$/],
  ['device killed', / is killed$/],
  ['device killed at an await of its storage', / is killed at an await$/],
  ['quota at a put', / finds no room$/],
  ['storage cleared', /^— clear-storage/],
  ['last transactions lost', /^— lose-power/],
  ['storage shows what was, or nothing', / (shows an older|has lost) /],
  ['compared with the hospital', /^— compare/],
  ['profile copied', /^— clone/],
  ['hospital restored from a backup', /^— restore/],
  ['clock turned', /^— turn-clock/],
  ['roles changed or revoked', /^— change-rights/],
  ['places of a device changed', /^— re-scope/],
  ['record opened outside', /^— open-outside/],
  ['device locked', /^— lock/],
  ['offline', /^— go-offline/],
  ['row that nobody can read', /^— poison/],
  ['saved changes', /: saved$/],
];

/** What is said most often: an answer that arrives, which is no fault. */
const ANSWERED = / \(\d+\)$/;

/** How often each fault has happened, in the order of the table. */
export type Faults = Readonly<Record<string, number>>;

/** Counts the faults that a trace tells of. */
export function createTally(): {
  readonly hear: (note: string) => void;
  readonly faults: () => Faults;
} {
  const counts = new Map<string, number>();
  return {
    hear: (note) => {
      if (ANSWERED.test(note)) return;
      const name = FAULTS.find(([, says]) => says.test(note))?.[0];
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    faults: () => Object.fromEntries(counts),
  };
}

/** Several tallies as one; every fault of the table is named, also one that never happened. */
export function sumOf(tallies: readonly Faults[]): Faults {
  return Object.fromEntries(
    FAULTS.map(([name]) => [name, tallies.reduce((sum, one) => sum + (one[name] ?? 0), 0)]),
  );
}
