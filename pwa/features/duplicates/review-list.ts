import type { PatientId } from '#shared/domain/ids.ts';
import { pairIdOf, type Pair } from '#shared/domain/pair.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Likely } from '#shared/search/duplicate-scan.ts';
import { comparePair, typedOf, type ComparedFieldRow } from '#shared/search/duplicate-score.ts';
import { usualRarity } from '#shared/search/rarity.ts';

/** Two records that a person is asked about. */
export interface Asked {
  readonly id: string;
  readonly one: string;
  readonly other: string;
  /** Null for a pair that nobody scored: somebody decided it, and it waits. */
  readonly score: number | null;
  readonly isVery: boolean;
  readonly waits: Pair['waits'] | null;
  readonly isLater: boolean;
}
export interface KnownPair {
  readonly id: string;
  readonly content: Pair;
}
export interface Reviewing {
  readonly found: readonly Likely[];
  readonly pairs: readonly KnownPair[];
  readonly later: ReadonlySet<string>;
  /** Records that are shown as another one. */
  readonly replaced: ReadonlySet<string>;
}

/** What waits for a person: decisions that could not be carried out, then what the scan found, the surest first; what was left for later is last. */
export function toReview({ found, pairs, later, replaced }: Reviewing): readonly Asked[] {
  const known = new Map(pairs.map(({ content }) => [keyOf(content), content]));
  const waiting = pairs
    .filter(({ content }) => content.decision?.kind === 'same' && content.waits !== undefined)
    .map(({ id, content }) => askedOf(id, content, { waits: content.waits ?? null, later }));
  const likely = new Map(found.map((one) => [keyOf(one), one]));
  const open = [...likely.values()]
    .filter((one) => known.get(keyOf(one))?.decision === undefined)
    .filter(({ one, other }) => !replaced.has(one) && !replaced.has(other))
    .toSorted((a, b) => Number(b.isVery) - Number(a.isVery) || b.score - a.score)
    .map((one) => askedOf(pairIdOf(one.one, one.other), one, { ...one, waits: null, later }));
  const all = [...waiting, ...open];
  return [...all.filter(({ isLater }) => !isLater), ...all.filter(({ isLater }) => isLater)];
}

function keyOf({ one, other }: { readonly one: string; readonly other: string }): string {
  return `${one} ${other}`;
}

function askedOf(
  id: string,
  { one, other }: { readonly one: string; readonly other: string },
  more: Pick<Asked, 'waits'> & Partial<Pick<Asked, 'score' | 'isVery'>> & Pick<Reviewing, 'later'>,
): Asked {
  const { score = null, isVery = false, waits, later } = more;
  return { id, one, other, score, isVery, waits, isLater: later.has(id) };
}

/** What speaks for one person and what against it, field by field, the strongest first. */
export function reasonsOf(one: Patient, other: Patient): readonly ComparedFieldRow[] {
  const { rows } = comparePair(typedOf(one), typedOf(other), usualRarity);
  return rows.toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits));
}

/** Which of the two goes on where nobody says: the one that is shown, has a number of the hospital's, and was there first. */
export function usualSurvivor(
  one: { readonly id: string; readonly content: Patient },
  other: { readonly id: string; readonly content: Patient },
): PatientId {
  const worth = ({ content }: { readonly content: Patient }): number =>
    Object.values(content.identifiers ?? {}).some(
      ({ kind, use }) => kind === 'mrn' && use !== 'old',
    )
      ? 1
      : 0;
  return (worth(other) > worth(one) ? other.id : one.id) as PatientId;
}
