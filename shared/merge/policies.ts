import type { CollectionName } from '#shared/domain/collections.ts';

/** What happens when two people changed one path from the same base. RULES.md says why for each field. */
export type Policy =
  | 'dispute' /* the accepted value stands, both readings are shown until someone decides (M2) */
  | 'graver' /* as dispute, but the graver reading stands (M3) */
  | 'last-accepted' /* the later one counts, the loser is in history (M4) */
  | 'union' /* entries are added, never taken out (M5) */
  | 'state-machine' /* the transition table decides; presence beats absence, with a dispute (M6) */
  | 'decision' /* two different decisions reopen the dispute (M8) */
  | 'server-only'; /* devices may not write it (M7) */

/** First match counts. `*` is one key; a pattern that ends above a leaf makes everything below it one value (an atom). */
export const POLICIES: {
  readonly [C in CollectionName]: readonly (readonly [pattern: string, policy: Policy])[];
} = {
  patients: [
    ['/identifiers/*', 'dispute'],
    ['/names/*', 'union'],
    ['/names/*/*', 'dispute'],
    ['/birthDate', 'dispute'],
    ['/isBirthDateEstimated', 'last-accepted'],
    ['/sex', 'dispute'],
    ['/deceased', 'dispute'],
    ['/isRestricted', 'dispute'],
    ['/allergies/*', 'union'],
    ['/allergies/*/*', 'graver'],
    ['/alerts/*', 'union'],
    ['/alerts/*/*', 'graver'],
    ['/noKnownAllergies', 'last-accepted'],
    ['/motherId', 'dispute'],
    ['/photo', 'last-accepted'],
    ['/links', 'server-only'],
    ['/survivorId', 'server-only'],
    ['/addresses/*', 'last-accepted'],
    ['/telecom/*', 'last-accepted'],
    ['/contacts/*', 'last-accepted'],
    ['/languages/*', 'last-accepted'],
    ['/reminders/email', 'last-accepted'],
    ['/reminders/push', 'last-accepted'],
  ],
  appointments: [
    ['/status', 'state-machine'],
    ['/slot', 'dispute'],
    ['/patientId', 'dispute'],
    ['/recordedFor', 'server-only'],
    ['/wish', 'last-accepted'],
    ['/seriesDeed', 'last-accepted'],
    ['/booking', 'server-only'],
    ['/clashWith', 'server-only'],
  ],
  encounters: [
    ['/status', 'dispute'],
    ['/patientId', 'dispute'],
    ['/recordedFor', 'server-only'],
    ['/period/*', 'dispute'],
    ['/stays/*', 'union'],
    ['/stays/*/*', 'dispute'],
    ['/class', 'dispute'],
  ],
  practitioners: [
    ['/names/*', 'last-accepted'],
    ['/identifiers/*', 'last-accepted'],
    ['/telecom/*', 'last-accepted'],
    ['/roles/*', 'last-accepted'],
  ],
  locations: [
    ['/status', 'dispute'],
    ['/visitKinds/*', 'last-accepted'],
  ],
  schedules: [
    ['/rules/*', 'last-accepted'],
    ['/exceptions/*', 'last-accepted'],
  ],
  disputes: [
    ['/decision', 'decision'],
    ['/status', 'last-accepted'],
    ['/*', 'server-only'],
  ],
  pairs: [
    ['/one', 'dispute'],
    ['/other', 'dispute'],
    ['/decision', 'dispute'],
    ['/*', 'server-only'],
  ],
};

interface Rule {
  readonly keys: readonly string[];
  readonly policy: Policy;
}
/** Patterns are read once. Paths are not kept: the ids in them come from outside and never end. */
const read = new Map<CollectionName, readonly Rule[]>();

function rulesOf(collection: CollectionName): readonly Rule[] {
  const known = read.get(collection);
  if (known) return known;
  const rules = POLICIES[collection].map(([pattern, policy]) => ({
    keys: keysOf(pattern),
    policy,
  }));
  read.set(collection, rules);
  return rules;
}

function keysOf(pattern: string): readonly string[] {
  return pattern.slice(1).split('/');
}

/** The policy of a path; what no rule names is `last-accepted` (M4). */
export function policyOf(collection: CollectionName, path: string): Policy {
  const at = keysOf(path);
  const rules = rulesOf(collection);
  const exact = rules.find(({ keys }) => matches(keys, at, true));
  const rule = exact ?? rules.find(({ keys }) => matches(keys, at, false));
  return rule?.policy ?? 'last-accepted';
}

/** True where everything below the path is one value: a slot, an address, a working rule. */
export function isAtom(collection: CollectionName, path: string): boolean {
  const at = keysOf(path);
  const rules = rulesOf(collection);
  if (!rules.some(({ keys }) => matches(keys, at, true))) return false;
  return !rules.some(
    ({ keys }) => keys.length > at.length && matches(keys.slice(0, at.length), at, true),
  );
}

function matches(pattern: readonly string[], keys: readonly string[], whole: boolean): boolean {
  if (whole ? pattern.length !== keys.length : pattern.length > keys.length) return false;
  return pattern.every((key, i) => key === '*' || key === keys[i]);
}
