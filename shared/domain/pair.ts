import { isSame, type JsonMap, type Json } from '#shared/lib/json.ts';
import { v5 } from 'uuid';
import type { PatientId, PersonId } from './ids.ts';

/** Whose reading of a field the merged record shows. */
export type Side = 'survivor' | 'replaced';

/** Two records are one person's, or two persons'. */
export type PairDecision =
  | {
      readonly kind: 'same';
      readonly survivor: PatientId;
      /** Field by field; what is not named here is the survivor's where it has one. */
      readonly fields: Readonly<Record<string, Side>>;
      readonly by: PersonId;
      readonly at: string;
    }
  | { readonly kind: 'different'; readonly by: PersonId; readonly at: string };

/** What a merge has changed on the survivor, so that its undo gives back exactly that (M13). */
export interface Carried {
  readonly replaced: PatientId;
  readonly survivor: PatientId;
  readonly fields: Readonly<Record<string, Side>>;
  /** By pointer: what stood there before the merge, and what the merge has put there. */
  readonly changes: Readonly<Record<string, { readonly before?: Json; readonly after?: Json }>>;
  /** Maps that the survivor had none of before. */
  readonly made: Readonly<Record<string, true>>;
}

/** Why a decision is not carried out (yet). */
type PairWaits =
  /** The hospital does not know one of the two yet. */
  | 'not-received'
  /** The one that is to be replaced was merged into somebody else before. */
  | 'already-replaced'
  /** The two are one record already, by other merges. */
  | 'one-record';

/** Two records that may be one person's, and what was decided about them. `one` is the smaller id. */
export interface Pair {
  readonly one: PatientId;
  readonly other: PatientId;
  readonly decision?: PairDecision;
  /** The hospital's own words. */
  readonly carried?: Carried;
  readonly waits?: PairWaits;
  /** Whose document it is. */
  readonly patientId?: PatientId;
}

const NAMESPACE = '0f6d3c52-8a1e-4b7d-9c64-51d2a7e0b3f9';

/** The two in the order in which every device names them. */
export function pairOf(a: PatientId, b: PatientId): Pick<Pair, 'one' | 'other'> {
  return a < b ? { one: a, other: b } : { one: b, other: a };
}

/** The one document about two records, wherever it is written first: so what was said about a pair is said once. */
export function pairIdOf(a: string, b: string): string {
  const { one, other } = pairOf(a as PatientId, b as PatientId);
  return v5(`${one} ${other}`, NAMESPACE);
}

/** True where a content is about the pair that its id names. */
export function isPairOf(id: string, content: JsonMap): boolean {
  const { one, other, decision } = content as unknown as Pair;
  if (!(one < other) || id !== pairIdOf(one, other)) return false;
  return decision?.kind !== 'same' || [one, other].includes(decision.survivor);
}

/** The record that a decision replaces by the other. */
export function replacedBy({ one, other }: Pick<Pair, 'one' | 'other'>, survivor: string): string {
  return survivor === one ? other : one;
}

/** True for two that say the same, by whomever and whenever. */
export function isSameDecision(a: PairDecision | undefined, b: PairDecision | undefined): boolean {
  if (a?.kind !== 'same' || b?.kind !== 'same') return a !== undefined && a.kind === b?.kind;
  return a.survivor === b.survivor && isSame(a.fields, b.fields);
}
