import type { Change } from '#shared/domain/envelope.ts';
import { isUuid } from '#shared/domain/ids.ts';
import type { Side } from '#shared/domain/pair.ts';
import { isMap, isSame, pointer, readAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { gravest } from './graver.ts';
import { changeOf } from './land-entry.ts';

/** Maps of a person whose entries are all kept (M11): nothing of either record is left out. */
const UNIONS = [
  'identifiers',
  'names',
  'telecom',
  'addresses',
  'contacts',
  'languages',
  'allergies',
  'alerts',
] as const;
type Union = (typeof UNIONS)[number];
const CLINICAL: ReadonlySet<string> = new Set(['allergies', 'alerts']);
/** What a merge says itself, or what follows from something else. */
const OWN: ReadonlySet<string> = new Set([
  ...UNIONS,
  'links',
  'survivorId',
  'noKnownAllergies',
  'isBirthDateEstimated',
  'isRestricted',
  'reminders',
]);
/** Marks of an entry that say nothing of what it is. */
const MARKS: readonly string[] = ['use', 'order', 'isPreferred'];

export interface Merging {
  readonly survivor: JsonMap;
  readonly replaced: JsonMap;
  readonly replacedId: string;
  readonly fields: Readonly<Record<string, Side>>;
}

/** A field that is one value on both, in which they differ: somebody says whose counts. */
export interface FieldChoice {
  readonly field: string;
  readonly survivor?: Json;
  readonly replaced?: Json;
  /** Whose counts where nobody says. */
  readonly usual: Side;
}

/** What somebody may choose between, side by side; the name they are called by is one of them. */
export function choicesOf(survivor: JsonMap, replaced: JsonMap): readonly FieldChoice[] {
  const names = [shownEntry(survivor)?.[1], shownEntry(replaced)?.[1]];
  const plain = [...new Set([...Object.keys(survivor), ...Object.keys(replaced)])]
    .filter((field) => !OWN.has(field))
    .map((field) => [field, survivor[field], replaced[field]] as const);
  return [['name', ...names] as const, ...plain]
    .filter(([, mine, theirs]) => !isAlike(mine, theirs))
    .map(([field, mine, theirs]) => ({
      field,
      ...(mine === undefined ? {} : { survivor: mine }),
      ...(theirs === undefined ? {} : { replaced: theirs }),
      usual: isUnknown(mine) && !isUnknown(theirs) ? 'replaced' : 'survivor',
    }));
}

/** What a merge changes on the survivor (M11): the chosen fields, and every entry of the other record that it has not got. */
export function mergeChanges(merging: Merging): readonly Change[] {
  const { survivor, replaced, fields } = merging;
  const changes: Change[] = UNIONS.flatMap((map) => unionChanges(merging, map));
  for (const { field, usual } of choicesOf(survivor, replaced)) {
    if ((fields[field] ?? usual) !== 'replaced') continue;
    if (field === 'name') changes.push(...renamed(survivor));
    else if (replaced[field] !== undefined)
      changes.push(changeOf(`/${field}`, survivor[field], replaced[field]));
    if (field === 'birthDate') changes.push(...taken(merging, 'isBirthDateEstimated'));
  }
  if (replaced['isRestricted'] === true) changes.push(...taken(merging, 'isRestricted'));
  // What somebody does not want holds for the person.
  for (const [key, wish] of Object.entries((replaced['reminders'] ?? {}) as JsonMap))
    if (readAt(survivor, pointer('reminders', key)) === undefined)
      changes.push(changeOf(pointer('reminders', key), undefined, wish));
  const isAsked = ['allergies', 'noKnownAllergies'].some((key) => survivor[key] !== undefined);
  if (!isAsked) changes.push(...taken(merging, 'noKnownAllergies'));
  return changes.filter(({ before, after }) => !isSame(before, after));
}

function taken({ survivor, replaced }: Merging, field: string): readonly Change[] {
  return [changeOf(`/${field}`, survivor[field], replaced[field])];
}

/** The name they were called by becomes an earlier one. */
function renamed(survivor: JsonMap): readonly Change[] {
  const [key, name] = shownEntry(survivor) ?? [];
  if (key === undefined || !isMap(name)) return [];
  return [changeOf(pointer('names', key, 'use'), name['use'], 'old')];
}

function unionChanges(merging: Merging, map: Union): readonly Change[] {
  const { survivor, replaced, replacedId } = merging;
  const mine = entriesOf(survivor, map);
  return Object.entries(entriesOf(replaced, map)).flatMap(([key, entry]) => {
    const at = carriedKey(key, replacedId);
    const there = mine[at];
    if (there !== undefined) return CLINICAL.has(map) ? graverLeaves(map, at, there, entry) : [];
    if (!CLINICAL.has(map) && Object.values(mine).some((one) => isAlike(one, entry))) return [];
    return [changeOf(pointer(map, at), undefined, marked(merging, map, { key, entry }))];
  });
}

/** One entry on both, changed on either since an earlier merge of the two: the graver reading of each leaf (M3). */
function graverLeaves(
  map: Union,
  key: string,
  there: Json,
  entry: Json | undefined,
): readonly Change[] {
  if (!isMap(there) || !isMap(entry)) return [];
  return Object.keys(entry)
    .map((leaf) => changeOf(pointer(map, key, leaf), there[leaf], entry[leaf]))
    .filter(({ path, before, after }) => gravest(path, before, after) === 'mine');
}

/** A number or a name that the survivor does not go by is an earlier one of theirs. */
function marked(
  { survivor, replaced, fields }: Merging,
  map: Union,
  { key, entry }: { readonly key: string; readonly entry: Json | undefined },
): Json | undefined {
  if (!isMap(entry)) return entry;
  if (map === 'identifiers')
    return isEarlierNumber(survivor, entry) ? { ...entry, use: 'old' } : entry;
  if (map !== 'names') return entry;
  const isShown = key === shownEntry(replaced)?.[0];
  const { usual } = choicesOf(survivor, replaced).find(({ field }) => field === 'name') ?? {};
  if (isShown && (fields['name'] ?? usual) === 'replaced') return { ...entry, use: 'official' };
  const isCurrent = ['official', 'usual', undefined].includes(entry['use'] as string | undefined);
  return isCurrent ? { ...entry, use: 'old' } : entry;
}

function isEarlierNumber(survivor: JsonMap, { kind }: JsonMap): boolean {
  const hasNumber = Object.values(entriesOf(survivor, 'identifiers')).some(
    (one) => isMap(one) && one['kind'] === 'mrn' && one['use'] !== 'old',
  );
  return kind === 'temporary' || (kind === 'mrn' && hasNumber);
}

/** Under which key an entry of the replaced record stands on the survivor: ids are theirs alone, other keys get the record before them. */
function carriedKey(key: string, replacedId: string): string {
  return isUuid(key) ? key : `${replacedId}.${key}`;
}

/**
 * What a late write to the replaced record says of the survivor (M12), with the base as the survivor has it; null for what is the
 * record's own. An entry that the survivor has nothing of comes whole.
 */
export function lateChange(
  change: Change,
  { survivor, replaced, replacedId }: Omit<Merging, 'fields'>,
): Change | null {
  const [map = '', key, ...rest] = change.path.slice(1).split('/');
  if (map === 'links' || map === 'survivorId') return null;
  if (!(UNIONS as readonly string[]).includes(map) || key === undefined) return change;
  const at = `/${map}/${carriedKey(key, replacedId)}`;
  const standing = readAt(survivor, at);
  if (rest.length > 0 && standing !== undefined) {
    if (map === 'names' && rest[0] === 'use') return null;
    return { ...change, path: [at, ...rest].join('/') };
  }
  const merging = { survivor, replaced, replacedId, fields: {} };
  const entry = rest.length > 0 ? readAt(replaced, `/${map}/${key}`) : change.after;
  if (standing === undefined)
    return changeOf(at, undefined, marked(merging, map as Union, { key, entry }));
  const isBase = isAlike(standing, change.before);
  return changeOf(at, isBase ? standing : change.before, withMarks(entry, standing));
}

/** A changed entry keeps the survivor's mark of it. */
function withMarks(entry: Json | undefined, standing: Json): Json | undefined {
  if (!isMap(entry) || !isMap(standing) || standing['use'] === undefined) return entry;
  return { ...entry, use: standing['use'] };
}

function entriesOf(content: JsonMap, map: Union): JsonMap {
  const entries = content[map];
  return isMap(entries) ? entries : {};
}

const RANK = ['official', 'usual', undefined, 'nickname', 'temp', 'old', 'maiden', 'anonymous'];

/** The name that a record is called by, with its key. */
function shownEntry(content: JsonMap): readonly [string, Json | undefined] | undefined {
  const rank = (name: Json | undefined): number =>
    RANK.indexOf(isMap(name) ? (name['use'] as string | undefined) : undefined);
  const order = (name: Json | undefined): number => (isMap(name) ? Number(name['order'] ?? 0) : 0);
  return Object.entries(entriesOf(content, 'names')).toSorted(
    ([, a], [, b]) => rank(a) - rank(b) || order(a) - order(b),
  )[0];
}

/** Two entries that say the same, whatever they are marked as. */
function isAlike(a: Json | undefined, b: Json | undefined): boolean {
  return isSame(unmarked(a), unmarked(b));
}

function unmarked(value: Json | undefined): Json | undefined {
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !MARKS.includes(key)));
}

function isUnknown(value: Json | undefined): boolean {
  return value === undefined || value === 'unknown';
}
