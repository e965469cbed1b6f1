import { planHours } from './plan-hours.ts';
import { planPeople } from './plan-people.ts';
import { planPlaces } from './plan-places.ts';
import { planPractitioners } from './plan-practitioners.ts';
import type { Known, Planned, Row } from './planned.ts';

export const IMPORT_KINDS = ['places', 'practitioners', 'hours', 'people'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The first line that a table of each kind needs, and an example below it. */
export const COLUMNS: Readonly<
  Record<ImportKind, { readonly needed: readonly string[]; readonly sample: string }>
> = {
  places: {
    needed: ['kind', 'name'],
    sample:
      'kind,name,in,specialty\nclinic,Main clinic,,Outpatients\nward,Ward 3,,Medicine\nroom,Bay A,Ward 3,\nbed,1,Ward 3 / Bay A,\nbed,2,Ward 3 / Bay A,',
  },
  practitioners: {
    needed: ['family'],
    sample:
      'title,given,family,role,specialty,clinic\nDr,Elena,Petrova,Doctor,Respiratory,Main clinic',
  },
  hours: {
    needed: ['practitioner', 'weekdays', 'hours'],
    sample:
      'practitioner,weekdays,hours,slot\nElena Petrova,mon-thu,08:30-12:00 13:00-17:00,30\nElena Petrova,fri,08:30-12:30,30',
  },
  people: {
    needed: ['username', 'name', 'roles'],
    sample:
      'username,name,roles,practitioner\nmarta.silva,Marta Silva,nurse,\nelena.petrova,Dr Elena Petrova,doctor,Elena Petrova',
  },
};

/** Judges every row of a table against what the hospital has and against the rows above it; nothing is written here. */
export function planImport(
  kind: ImportKind,
  rows: readonly Row[],
  known: Known,
): readonly Planned[] {
  return PLANNERS[kind](rows, known);
}

const PLANNERS: Readonly<
  Record<ImportKind, (rows: readonly Row[], known: Known) => readonly Planned[]>
> = {
  places: planPlaces,
  practitioners: planPractitioners,
  hours: planHours,
  people: planPeople,
};
