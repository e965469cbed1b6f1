import { useMemo } from 'preact/hooks';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import type { Live } from '#shared/lib/live.ts';
import {
  useAppointmentsOf,
  useDisputes,
  useEncountersOf,
  useLocations,
  usePatient,
  usePractitioners,
} from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import type { NamesKnown } from '#pwa/widgets/record-words.ts';

type Rows<C extends 'appointments' | 'encounters' | 'disputes'> = readonly Stored<C>[];

/** A person's record as this device holds it. Lists that are still being read are null, never empty. */
export interface Chart {
  readonly row: Stored<'patients'>;
  readonly appointments: Rows<'appointments'> | null;
  readonly encounters: Rows<'encounters'> | null;
  /** What two people read differently and nobody has settled. */
  readonly disputes: Rows<'disputes'>;
  readonly names: NamesKnown;
}

/** Follows a chart; null where the person is not on this device. */
export function useChart(id: string): Live<Chart | null> {
  const patient = usePatient(id).value;
  const appointments = rowsOf(useAppointmentsOf(id).value);
  const encounters = rowsOf(useEncountersOf(id).value);
  const disputes = rowsOf(useDisputes().value);
  const names = useNames();
  const open = useMemo(
    () =>
      (disputes ?? []).filter(
        ({ content }) =>
          content.patientId === id && content.kind === 'conflict' && content.status === 'open',
      ),
    [disputes, id],
  );
  if (patient.kind !== 'ready') return patient;
  const row = patient.rows[0];
  const chart = row ? { row, appointments, encounters, disputes: open, names } : null;
  return { kind: 'ready', rows: chart };
}

function rowsOf<T>(live: Live<readonly T[]>): readonly T[] | null {
  return live.kind === 'ready' ? live.rows : null;
}

function useNames(): NamesKnown {
  const places = useLocations().value;
  const people = usePractitioners().value;
  const zone = useZone();
  return useMemo(() => {
    const placeById = new Map(rowsOf(places)?.map((row) => [row.id, row.content.name]));
    const nameById = new Map(
      rowsOf(people)?.map((row) => [row.id, nameText(shownName(row.content.names))]),
    );
    return {
      zone,
      place: (id) => placeById.get(id),
      practitioner: (id) => nameById.get(id),
    };
  }, [places, people, zone]);
}
