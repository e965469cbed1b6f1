import { newPlace, type Place } from './place-tree.ts';
import { isSameName, type Known, type Planned, type Row } from './planned.ts';
import { newWrite } from './set-up-write.ts';

const PARENTS = {
  clinic: ['facility'],
  ward: ['facility'],
  room: ['ward', 'clinic'],
  bed: ['room', 'ward'],
  equipment: ['clinic', 'ward'],
} as const;
type PlaceKind = keyof typeof PARENTS;

/** Clinics, wards, rooms and beds; a row may name a place of a row above it. */
export function planPlaces(rows: readonly Row[], { places, newId }: Known): readonly Planned[] {
  const all = [...places];
  return rows.map(({ line, cell }): Planned => {
    const kind = cell('kind').toLowerCase() as PlaceKind;
    const name = cell('name');
    const what = [cell('kind'), name].filter(Boolean).join(' ');
    if (!Object.hasOwn(PARENTS, kind))
      return { line, what, verdict: 'refused', why: 'unknown-kind', value: cell('kind') };
    if (name === '') return { line, what, verdict: 'refused', why: 'no-name', value: '' };
    const parent = parentOf(kind, cell('in'), all);
    if (!parent) return { line, what, verdict: 'refused', why: 'unknown-place', value: cell('in') };
    const siblings = all.filter(
      ({ content }) =>
        content.kind === kind && (content.parentId ?? '') === (parent === 'none' ? '' : parent.id),
    );
    if (siblings.some(({ content }) => isSameName(content.name, name)))
      return { line, what, verdict: 'same' };
    const order = all.filter(({ content }) => content.kind === kind).length + 1;
    const content = newPlace(kind, {
      name,
      specialty: cell('specialty'),
      parentId: parent === 'none' ? undefined : parent.id,
      order,
    });
    const place = { id: newId(), content };
    all.push(place);
    return { line, what, verdict: 'write', writes: [newWrite('locations', place)] };
  });
}

/** "Ward 3 / Bay A", from the outside in; clinics and wards lie in the facility. `none` where there is no facility to lie in. */
function parentOf(kind: PlaceKind, path: string, places: readonly Place[]): Place | 'none' | null {
  if (kind === 'clinic' || kind === 'ward')
    return places.find(({ content }) => content.kind === 'facility') ?? 'none';
  const names = path
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean);
  const kinds: readonly string[] = PARENTS[kind];
  const byId = new Map(places.map((place) => [place.id, place]));
  const found = places.filter(
    ({ content }) => kinds.includes(content.kind) && isOnPath(content, names, byId),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function isOnPath(
  content: Place['content'],
  names: readonly string[],
  byId: ReadonlyMap<string, Place>,
): boolean {
  const last = names.at(-1);
  if (last === undefined || !isSameName(content.name, last)) return false;
  const above = names.slice(0, -1);
  const parent = byId.get(content.parentId ?? '');
  return above.length === 0 || (parent !== undefined && isOnPath(parent.content, above, byId));
}
