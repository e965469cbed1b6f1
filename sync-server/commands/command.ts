import type { Clock } from '#shared/lib/clock.ts';
import type { Store } from '#server/store/store.ts';

/** What a command works with. `print` is the answer; what went wrong is thrown as a `CommandError`. */
export interface CommandContext {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly print: (line: string) => void;
  /** Opens the hospital's copy in the data folder; the server may be running over it. */
  readonly openStore: () => Store;
}
/** A command's own words and options, as they stood on the line. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly name: string | undefined;
  readonly roles: readonly string[];
  readonly reason: string | undefined;
}
export type Command = (context: CommandContext, line: CommandLine) => Promise<void>;

/** Ends a command with one sentence: `usage` where the line could not be understood, else `refused`. */
export class CommandError extends Error {
  readonly kind: 'usage' | 'refused';
  constructor(kind: 'usage' | 'refused', sentence: string) {
    super(sentence);
    this.name = 'CommandError';
    this.kind = kind;
  }
}

/** Opens the store for one piece of work and closes it however that ends. */
export async function withStore<T>(
  { openStore }: CommandContext,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = openStore();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The one word that a command wants. */
export function wordOf({ words }: CommandLine, what: string): string {
  const [word] = words;
  if (word === undefined || words.length > 1) {
    throw new CommandError('usage', `Name one ${what}.`);
  }
  return word;
}

/** Lines of a table, each column as wide as its widest cell. */
export function tableOf(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
