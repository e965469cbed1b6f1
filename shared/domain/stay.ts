import type { LocationId } from './ids.ts';
import type { Encounter } from './encounter.ts';

/** The interval an encounter spends in one bed. `start` and `end` are instants; no `end` means still there. */
export interface Stay {
  readonly bedId: LocationId;
  readonly wardId: LocationId;
  readonly start: string;
  readonly end?: string;
  readonly isInError?: boolean;
}

/** The stay that goes on, or undefined. Two at once are possible after a merge: the later one counts. */
export function currentStay(encounter: Encounter): (Stay & { readonly id: string }) | undefined {
  return openStaysOf(encounter).at(-1);
}

/** Every stay that goes on, oldest first; more than one means that two devices moved the same person. */
export function openStaysOf(encounter: Encounter): readonly (Stay & { readonly id: string })[] {
  return staysOf(encounter).filter((stay) => stay.end === undefined);
}

/** All stays but those entered in error, oldest first. */
export function staysOf(encounter: Encounter): readonly (Stay & { readonly id: string })[] {
  return Object.entries(encounter.stays ?? {})
    .map(([id, stay]) => ({ id, ...stay }))
    .filter((stay) => stay.isInError !== true)
    .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1));
}

/** The stays with every one that goes on ended at the instant; one that began later by another clock ends where it began. */
export function endedStays(encounter: Encounter, at: string): Readonly<Record<string, Stay>> {
  const ended = openStaysOf(encounter).map(({ id, ...stay }) => {
    const end = at < stay.start ? stay.start : at;
    return [id, { ...stay, end }] as const;
  });
  return { ...encounter.stays, ...Object.fromEntries(ended) };
}
