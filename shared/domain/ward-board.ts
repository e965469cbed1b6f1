import { bedStates, occupantsByBedOf, type BedState, type Occupant } from './bed.ts';
import type { Encounter } from './encounter.ts';
import type { Location } from './location.ts';
import { baysOf, type Place } from './ward-layout.ts';

export interface BoardBed {
  readonly id: string;
  readonly bed: Location;
  readonly state: BedState;
}
export interface BoardBay {
  /** Null for beds that stand in the ward itself. */
  readonly room: { readonly id: string; readonly name: string } | null;
  readonly beds: readonly BoardBed[];
}
type BedCounts = Readonly<Record<BedState['kind'] | 'people', number>>;

/** One ward as it is now: its bays, and people of the ward whose bed this device has not received. */
export interface WardBoard {
  readonly bays: readonly BoardBay[];
  readonly strays: readonly Occupant[];
  readonly counts: BedCounts;
}

interface Known {
  readonly places: readonly Place[];
  readonly encounters: readonly { readonly id: string; readonly content: Encounter }[];
}

/** Puts beds and stays together. A bed out of use for good is left out unless somebody lies in it; nobody is ever left out. */
export function wardBoard({ places, encounters }: Known, wardId: string): WardBoard {
  const bays = baysOf(places, wardId);
  const states = bedStates(
    bays.flatMap(({ beds }) => beds),
    encounters,
  );
  const shown = bays
    .map(({ room, beds }) => ({
      room: room && { id: room.id, name: room.content.name },
      beds: beds.flatMap(({ id, content }): BoardBed[] => {
        const state = states.get(id);
        if (!state || (content.status === 'inactive' && state.kind === 'closed')) return [];
        return [{ id, bed: content, state }];
      }),
    }))
    .filter(({ beds }) => beds.length > 0);
  const known = new Set(places.filter(({ content }) => content.kind === 'bed').map(({ id }) => id));
  const strays = [...occupantsByBedOf(encounters)]
    .filter(([bedId]) => !known.has(bedId))
    .flatMap(([, occupants]) => occupants.filter((occupant) => occupant.wardId === wardId));
  const beds = shown.flatMap(({ beds }) => beds);
  return { bays: shown, strays, counts: countsOf(beds, strays.length) };
}

function countsOf(beds: readonly BoardBed[], strays: number): BedCounts {
  const of = (kind: BedState['kind']): number =>
    beds.filter(({ state }) => state.kind === kind).length;
  const people = beds.reduce((sum, { state }) => sum + occupantsIn(state).length, strays);
  return {
    occupied: of('occupied'),
    clash: of('clash'),
    closed: of('closed'),
    cleaning: of('cleaning'),
    free: of('free'),
    people,
  };
}

/** Whoever is recorded in a bed; nobody in an empty one. */
export function occupantsIn(state: BedState): readonly Occupant[] {
  return state.kind === 'occupied' || state.kind === 'clash' ? state.occupants : [];
}

/** True for a bed that can take one more person now. */
export function hasRoom({ bed, state }: Pick<BoardBed, 'bed' | 'state'>): boolean {
  if (state.kind === 'free') return true;
  const isOpen = bed.status === 'active';
  return state.kind === 'occupied' && isOpen && state.occupants.length < (bed.capacity ?? 1);
}

/** True where somebody has to look: a clash, or a person recorded in two beds or admitted twice. */
export function needsAttention(state: BedState): boolean {
  return state.kind === 'clash' || occupantsIn(state).some(isDoubled);
}

/** True for a person who is recorded in two beds, or admitted twice. */
export function isDoubled({ alsoIn, visitIds }: Occupant): boolean {
  return alsoIn.length > 0 || visitIds.length > 1;
}
