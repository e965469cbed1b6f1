import { importedId } from '#shared/domain/ids.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';

/** What RxDB's suite writes into its collection. */
export interface Human {
  readonly passportId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly age: number;
}
export type HumanState = Human & { readonly _deleted: boolean };

/** The collection that stands beside the hospital's own while the suite runs; it is handed in (rxdb-suite.test.ts) and never ships. */
export const HUMANS = 'humans' as never;

/** Nothing is deleted in a hospital: who is taken out of the suite's collection is marked, as a fact entered in error is. */
const TAKEN_OUT = 'enteredInError';

/** The document that a human is in the hospital. */
export function idOf(passportId: string): string {
  return importedId('rxdb', 'human', passportId);
}

/** The content of the envelope. */
export function contentOf({ _deleted, ...human }: HumanState): JsonMap {
  return { ...(human as unknown as JsonMap), ...(_deleted ? { [TAKEN_OUT]: true } : {}) };
}

/** The way back; null for a document without content. */
export function humanOf(content: Readonly<Record<string, Json | undefined>>): HumanState | null {
  const { [TAKEN_OUT]: isTakenOut, ...human } = content;
  if (typeof human['passportId'] !== 'string') return null;
  return { ...(human as unknown as Human), _deleted: isTakenOut === true };
}
