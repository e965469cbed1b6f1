import { useMemo, useRef } from 'preact/hooks';
import { occupantsByBedOf } from '#shared/domain/bed.ts';
import { dayBefore } from '#shared/domain/calendar-day.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { wardBoard, type WardBoard } from '#shared/domain/ward-board.ts';
import { wardsOf } from '#shared/domain/ward-layout.ts';
import type { Live } from '#shared/lib/live.ts';
import { useBedEncounters, useLocations } from './queries.ts';
import type { Stored } from './rx-schema.ts';
import { useHeldRows } from './use-live-query.ts';
import { usePeopleOf } from './use-people-of.ts';

export type PlaceRow = Stored<'locations'>;

/** Every bed of the hospital with whoever is recorded in it. */
export interface Beds {
  readonly places: readonly PlaceRow[];
  readonly wards: readonly PlaceRow[];
  readonly people: ReadonlyMap<string, Patient>;
  board(wardId: string): WardBoard;
  /** What waits to be sent about a bed or a visit. */
  trailOf(id: string): readonly TrailEntry[];
}

/** A bed that nobody has called ready for so many days is no longer called dirty. */
const CLEANING_DAYS = 7;
type Encounters = readonly Stored<'encounters'>[];

/** Follows beds and stays of all wards: a person may come from any of them, and go to any. `today` is `YYYY-MM-DD`. */
export function useBeds(today: string): Live<Beds> {
  const locations = useLocations().value;
  const places = locations.kind === 'ready' ? locations.rows : NO_PLACES;
  const wards = useMemo(() => wardsOf(places), [places]);
  const since = `${dayBefore(today, CLEANING_DAYS)}T00:00:00.000Z`;
  const found = useBedEncounters(
    // Before the wards are known nobody has been looked for: no bed is free yet.
    useMemo(() => (places === NO_PLACES ? null : allWardIds(places)), [places]),
    since,
  ).value;
  // A ward set up anew asks for the stays again; the old ones stay on screen meanwhile.
  const encounters = useHeldRows(found) ?? NO_ENCOUNTERS;
  const ids = useMemo(() => peopleIn(encounters), [encounters]);
  const { people, arePeopleRead } = usePeopleOf(ids);
  const beds = useMemo(() => {
    const trails = new Map([...places, ...encounters].map(({ id, trail }) => [id, trail] as const));
    return {
      places,
      wards,
      people,
      board: (wardId: string) => wardBoard({ places, encounters }, wardId),
      trailOf: (id: string) => trails.get(id) ?? [],
    };
  }, [places, wards, encounters, people]);
  const wasReady = useRef(false);
  if (locations.kind !== 'ready') return locations;
  if (found.kind === 'failed') return found;
  // Nobody is called "not received yet" before they have been looked for once; after that the board never goes blank again.
  wasReady.current ||= found.kind === 'ready' && (arePeopleRead || ids.length === 0);
  return wasReady.current ? { kind: 'ready', rows: beds } : { kind: 'loading' };
}

const NO_PLACES: readonly PlaceRow[] = [];
const NO_ENCOUNTERS: Encounters = [];

/** Closed wards too: whoever still lies in one is shown where they are looked for. */
function allWardIds(places: readonly PlaceRow[]): readonly string[] {
  return places
    .filter(({ content }) => content.kind === 'ward')
    .map(({ id }) => id)
    .toSorted();
}

function peopleIn(encounters: Encounters): readonly string[] {
  return [...occupantsByBedOf(encounters).values()].flatMap((occupants) =>
    occupants.flatMap(({ patientId }) => patientId ?? []),
  );
}
