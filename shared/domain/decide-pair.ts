import type { PatientId, PersonId } from './ids.ts';
import { pairOf, type Pair, type PairDecision, type Side } from './pair.ts';

export interface PairSettler {
  readonly by: PersonId;
  readonly at: string;
}
type Two = readonly [PatientId, PatientId];

/** The two are one person, whose record goes on as `survivor`, field by field as chosen. The hospital carries it out (M11). */
export function saidSame(
  before: Pair | undefined,
  two: Two,
  said: PairSettler & {
    readonly survivor: PatientId;
    readonly fields: Readonly<Record<string, Side>>;
  },
): Pair {
  const { survivor, fields, by, at } = said;
  return decided(before, two, { kind: 'same', survivor, fields, by, at });
}

/** The two are two persons, and are not proposed again on any device; a merge of them is undone (M13). */
export function saidDifferent(before: Pair | undefined, two: Two, { by, at }: PairSettler): Pair {
  return decided(before, two, { kind: 'different', by, at });
}

/** Nobody has said anything of the two: a merge of them is undone, and they are proposed again. */
export function askedAgain({ decision: _decision, ...pair }: Pair): Pair {
  return pair;
}

function decided(before: Pair | undefined, [a, b]: Two, decision: PairDecision): Pair {
  return { ...(before ?? pairOf(a, b)), decision };
}
