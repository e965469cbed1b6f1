import type { Practitioner } from '#shared/domain/practitioner.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { visitKindsOf } from '#shared/domain/visit-kind.ts';
import { isInUse, placeTree, type Place, type PlaceTree } from './place-tree.ts';

export const STEPS = [
  'hospital',
  'clinics',
  'wards',
  'practitioners',
  'hours',
  'visits',
  'people',
  'file',
] as const;
export type Step = (typeof STEPS)[number];
type Optional = 'visits' | 'people' | 'file';

/** True for a step without which a hospital can work. */
export function isOptional(step: Step): step is Optional {
  return step === 'visits' || step === 'people' || step === 'file';
}

/** How far set-up is, from the documents alone. */
export interface SetUpState {
  readonly tree: PlaceTree;
  readonly clinics: number;
  readonly wards: number;
  readonly beds: number;
  readonly practitioners: number;
  readonly withHours: number;
  readonly visits: number;
  /** What is done; kinds of visit, people and the file are never "to do". */
  readonly isDone: Readonly<Record<Exclude<Step, Optional>, boolean>>;
}
export interface SetUpRows {
  readonly places: readonly Place[];
  readonly practitioners: readonly { readonly id: string; readonly content: Practitioner }[];
  readonly schedules: readonly { readonly content: Schedule }[];
}

/** The rows with the ids of their schedules, as the screen has them. */
export interface AllRows extends SetUpRows {
  readonly schedules: readonly { readonly id: string; readonly content: Schedule }[];
}

/** A step is done when a hospital could work with it: one clinic, one bed, hours for everybody who has a column. */
export function setUpState({ places, practitioners, schedules }: SetUpRows): SetUpState {
  const tree = placeTree(places);
  const wards = tree.wards.filter(isInUse);
  const beds = wards.reduce((sum, ward) => sum + ward.beds.filter(isInUse).length, 0);
  const clinics = tree.clinics.filter(isInUse).length;
  const active = practitioners.filter(({ content }) => content.isActive);
  const scheduled = new Set(
    schedules
      .filter(({ content }) => content.isActive !== false && hasHours(content))
      .map(({ content }): string => content.practitionerId ?? ''),
  );
  const withHours = active.filter(({ id }) => scheduled.has(id)).length;
  return {
    tree,
    clinics,
    wards: wards.length,
    beds,
    practitioners: active.length,
    withHours,
    visits: visitKindsOf(places).length,
    isDone: {
      hospital: tree.facility !== null,
      clinics: clinics > 0,
      wards: beds > 0,
      practitioners: active.length > 0,
      hours: active.length > 0 && withHours === active.length,
    },
  };
}

function hasHours({ rules, exceptions }: Schedule): boolean {
  return (
    Object.keys(rules ?? {}).length > 0 ||
    Object.values(exceptions ?? {}).some(({ kind }) => kind === 'extra')
  );
}

/** The first step that is still to do, where set-up goes on. */
export function nextStep({ isDone }: SetUpState): Step {
  return STEPS.find((step) => !isOptional(step) && !isDone[step]) ?? 'hospital';
}
