import type { Change } from '#shared/domain/envelope.ts';
import type { Carried } from '#shared/domain/pair.ts';
import { isMap, isSame, readAt, writeAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { changeOf } from './land-entry.ts';

/** Where the replaced record has what a merge put at a pointer of the survivor. */
export function pathOnReplaced(path: string, replacedId: string): string {
  return path.replace(`/${replacedId}.`, '/');
}

/** The ledger of a merge with one more change of its own (M13): an entry that came whole takes up what came to a leaf of it later. */
export function withChange(
  changes: Carried['changes'],
  { path, before, after }: Change,
): Carried['changes'] {
  const whole = Object.keys(changes).find((one) => path === one || path.startsWith(`${one}/`));
  if (whole === undefined) return { ...changes, [path]: sidesOf(before, after) };
  const known = changes[whole] ?? {};
  const now =
    whole === path
      ? after
      : isMap(known.after)
        ? writeAt(known.after, path.slice(whole.length), after)
        : known.after;
  return { ...changes, [whole]: sidesOf(known.before, now) };
}

function sidesOf(before: Json | undefined, after: Json | undefined): Carried['changes'][string] {
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** Another merge into the same survivor, by the id of its pair. */
export interface Layer {
  readonly id: string;
  readonly carried: Carried;
}
/** What an undo makes of the survivor. */
export interface GivenBack {
  readonly changes: readonly Change[];
  /** What a person has changed since, with what they wrote. */
  readonly stays: readonly { readonly path: string; readonly now?: Json }[];
  /** What other merges gave back now if they were undone. */
  readonly layers: readonly Layer[];
}

/**
 * Each field as it stood before the merge, unless somebody has written there since (M13). Where another merge has written over this
 * one, the field stays, and the other one knows now what stood there before both: so merges can be undone in whatever order.
 */
export function givenBack(
  survivor: JsonMap,
  carried: Pick<Carried, 'changes' | 'made'>,
  others: readonly Layer[],
): GivenBack {
  const back: Change[] = [];
  const stays: GivenBack['stays'][number][] = [];
  let layers = others.map((layer) => withMade(layer, carried.made));
  for (const [path, { before, after }] of Object.entries(carried.changes)) {
    const now = readAt(survivor, path);
    const { value, above } = underneath(layers, path, { now, sought: after });
    if (!isSame(value, after)) stays.push({ path, ...(value === undefined ? {} : { now: value }) });
    else if (above)
      layers = layers.map((one) => (one === above ? rebased(one, path, before) : one));
    else if (!isSame(now, before)) back.push(changeOf(path, now, before));
  }
  return { changes: back, stays, layers: layers.filter((one, at) => one !== others[at]) };
}

/** What a pointer said before those merges wrote there that have written over what is sought. */
function underneath(
  layers: readonly Layer[],
  path: string,
  { now, sought }: { readonly now: Json | undefined; readonly sought: Json | undefined },
): { readonly value: Json | undefined; readonly above: Layer | undefined } {
  let value = now;
  let above: Layer | undefined;
  const left = layers.filter(({ carried }) => Object.hasOwn(carried.changes, path));
  while (!isSame(value, sought)) {
    const at = left.findIndex(({ carried }) => isSame(carried.changes[path]?.after, value));
    if (at < 0) break;
    [above] = left.splice(at, 1);
    value = above?.carried.changes[path]?.before;
  }
  return { value, above };
}

function rebased({ id, carried }: Layer, path: string, before: Json | undefined): Layer {
  const sides = sidesOf(before, carried.changes[path]?.after);
  return { id, carried: { ...carried, changes: { ...carried.changes, [path]: sides } } };
}

/** A map that one merge made and another one uses is made by that one, once the first is undone. */
function withMade(layer: Layer, made: Carried['made']): Layer {
  const { id, carried } = layer;
  const used = Object.keys(made).filter(
    (map) =>
      carried.made[map] === undefined &&
      Object.keys(carried.changes).some((path) => path.startsWith(`/${map}/`)),
  );
  if (used.length === 0) return layer;
  const more = Object.fromEntries(used.map((map) => [map, true as const]));
  return { id, carried: { ...carried, made: { ...carried.made, ...more } } };
}

/** The content with changes written as they are, each only where its base still stands; a map that a merge has made goes with its last entry. */
export function writtenExactly(
  content: JsonMap,
  changes: readonly Change[],
  made: Carried['made'] = {},
): { readonly content: JsonMap; readonly changes: readonly Change[] } {
  const landed = changes.filter(({ path, before }) => isSame(readAt(content, path), before));
  let next = landed.reduce((now, { path, after }) => writeAt(now, path, after), content);
  for (const map of Object.keys(made)) {
    const entries = next[map];
    if (isMap(entries) && Object.keys(entries).length === 0)
      next = writeAt(next, `/${map}`, undefined);
  }
  return { content: next, changes: landed };
}

/** The maps that some changes make, where there were none. */
export function madeBy(content: JsonMap, changes: readonly Change[]): Carried['made'] {
  const maps = changes
    .filter(({ path }) => path.split('/').length > 2)
    .map(({ path }) => path.split('/')[1] ?? '')
    .filter((map) => content[map] === undefined);
  return Object.fromEntries(maps.map((map) => [map, true as const]));
}
