import { foldText } from '#shared/domain/fold-text.ts';
import type { Location } from '#shared/domain/location.ts';
import type { NamedVisitKind, VisitKind } from '#shared/domain/visit-kind.ts';
import { BUFFER_MINUTES, isWithin, VISIT_MINUTES } from './whole-minutes.ts';

/** A kind of visit as it stands in the form; choices are ids. */
export interface VisitKindForm {
  readonly name: string;
  readonly minutes: string;
  readonly bufferMinutes: string;
  readonly rooms: readonly string[];
  readonly equipment: readonly string[];
  readonly practitioners: readonly string[];
  readonly isActive: boolean;
}
export type VisitKindFault = 'need-name' | 'name-taken' | 'minutes' | 'buffer';

/** All kinds of visit, those out of use too, in order. */
export function allKinds(
  facility: Pick<Location, 'visitKinds'> | undefined,
): readonly NamedVisitKind[] {
  return Object.entries(facility?.visitKinds ?? {})
    .map(([id, kind]) => ({ ...kind, id }))
    .toSorted((a, b) => (a.order ?? 1e6) - (b.order ?? 1e6) || (a.name < b.name ? -1 : 1));
}

/** The form of a kind that is there, or of a new one of half an hour. */
export function visitKindFormOf(kind: VisitKind | null): VisitKindForm {
  return {
    name: kind?.name ?? '',
    minutes: String(kind?.minutes ?? 30),
    bufferMinutes: String(kind?.bufferMinutes ?? 0),
    rooms: Object.keys(kind?.rooms ?? {}),
    equipment: Object.keys(kind?.equipment ?? {}),
    practitioners: Object.keys(kind?.practitioners ?? {}),
    isActive: kind?.isActive ?? true,
  };
}

/** What is wrong with the form; the first thing counts. */
export function visitKindFault(
  form: VisitKindForm,
  { id, others }: { readonly id: string | null; readonly others: readonly NamedVisitKind[] },
): VisitKindFault | null {
  if (form.name.trim() === '') return 'need-name';
  const isTaken = others.some(
    (other) =>
      other.id !== id && other.isActive && foldText(other.name) === foldText(form.name.trim()),
  );
  if (isTaken) return 'name-taken';
  if (!isWithin(form.minutes, VISIT_MINUTES)) return 'minutes';
  return isWithin(form.bufferMinutes, BUFFER_MINUTES) ? null : 'buffer';
}

/** The kind of visit that the form says. */
export function visitKindFrom(form: VisitKindForm, order: number): VisitKind {
  const buffer = Number(form.bufferMinutes);
  return {
    name: form.name.trim(),
    minutes: Number(form.minutes),
    ...(buffer > 0 ? { bufferMinutes: buffer } : {}),
    ...chosen('rooms', form.rooms),
    ...chosen('equipment', form.equipment),
    ...chosen('practitioners', form.practitioners),
    order,
    isActive: form.isActive,
  };
}

function chosen(key: 'rooms' | 'equipment' | 'practitioners', ids: readonly string[]): object {
  return ids.length > 0 ? { [key]: Object.fromEntries(ids.map((id) => [id, true])) } : {};
}
