import { isOpen, type Encounter } from './encounter.ts';
import type { LocationId } from './ids.ts';
import { currentStay } from './stay.ts';

/** The bed somebody lies in, and since when they are in the hospital. */
export interface WhereNow {
  readonly encounterId: string;
  readonly bedId: LocationId;
  readonly wardId: LocationId;
  readonly admittedAt: string;
}

/** Where a person is now, from the open stay of a visit that has begun; the latest one, should a merge leave two. */
export function whereNow(
  encounters: readonly { readonly id: string; readonly content: Encounter }[],
): WhereNow | null {
  const open = encounters
    .filter(({ content }) => isOpen(content) && content.status !== 'planned')
    .flatMap(({ id, content }) => {
      const stay = currentStay(content);
      return stay ? [{ id, content, stay }] : [];
    })
    .toSorted((a, b) => (a.stay.start < b.stay.start ? 1 : -1))[0];
  if (!open) return null;
  const { id, content, stay } = open;
  return {
    encounterId: id,
    bedId: stay.bedId,
    wardId: stay.wardId,
    admittedAt: content.period?.start ?? stay.start,
  };
}
