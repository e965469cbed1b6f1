import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { isMap, readAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { HISTORY_FIELDS, type HistoryField, type ValueKind } from './history-fields.ts';

/** A value of the record, on its way to words: the screen knows names of places and people, and the language. */
export type HistoryValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'instant'; readonly at: string }
  | { readonly kind: 'location'; readonly id: string }
  | { readonly kind: 'practitioner'; readonly id: string }
  | { readonly kind: 'word'; readonly set: string; readonly word: string }
  | {
      readonly kind: 'slot';
      readonly wall: string;
      readonly practitionerId: string | null;
      readonly roomId: string | null;
    }
  | { readonly kind: 'stay'; readonly bedId: string; readonly start: string };

/** One changed field in the order of speech: what, of which entry, from what, to what. Absent sides were not there. */
export interface HistoryLine {
  readonly label: HistoryField;
  /** The entry it belongs to, where the field alone says too little: the allergen, the contact. */
  readonly of: string | null;
  readonly before: HistoryValue | null;
  readonly after: HistoryValue | null;
}

/** Every change of a mutation that means something to a person; book-keeping (since when a status holds) is left out. */
export function historyLines(
  collection: CollectionName,
  changes: readonly Change[],
  content?: JsonMap,
): readonly HistoryLine[] {
  return changes.flatMap((change) => {
    const field = fieldOf(collection, change.path);
    if (!field) return [];
    const [label, kind] = field;
    if (label === 'nothing') return [];
    return [
      {
        label,
        of: entryName(change, content),
        before: valueOf(kind, change.before),
        after: valueOf(kind, change.after),
      },
    ];
  });
}

/** The first pattern that fits; a path that nobody named is shown by its last key, never hidden. */
function fieldOf(
  collection: CollectionName,
  path: string,
): readonly [HistoryField, ValueKind] | null {
  const keys = path.split('/');
  const found = HISTORY_FIELDS[collection]?.find(([pattern]) => {
    const wanted = pattern.split('/');
    return (
      wanted.length === keys.length && wanted.every((key, i) => key === '*' || key === keys[i])
    );
  });
  return found ? [found[1], found[2]] : ['other', 'text'];
}

/** "Penicillin" for a change below `/allergies/x`; nothing where the whole entry is new and names itself. */
function entryName(change: Change, content: JsonMap | undefined): string | null {
  const keys = change.path.split('/');
  if (keys.length < 4 || !content) return null;
  const entry = readAt(content, keys.slice(0, 3).join('/'));
  if (!isMap(entry)) return null;
  const name = entry['substance'] ?? entry['text'] ?? (keys[1] === 'contacts' && entry['name']);
  return typeof name === 'string' ? name : null;
}

function valueOf(kind: ValueKind, value: Json | undefined): HistoryValue | null {
  if (value === undefined || value === null || value === '') return null;
  switch (kind) {
    case 'date':
      return { kind, date: textOf(value) };
    case 'instant':
      return { kind, at: textOf(value) };
    case 'location':
    case 'practitioner':
      return { kind, id: textOf(value) };
    case 'text':
      return { kind, text: textOf(value) };
    case 'slot':
    case 'stay':
      return isMap(value) ? wholeOf(kind, value) : { kind: 'text', text: textOf(value) };
    case 'entry':
      return { kind: 'text', text: isMap(value) ? entryText(value) : textOf(value) };
    default:
      return { kind: 'word', set: kind, word: textOf(value) };
  }
}

function wholeOf(kind: 'slot' | 'stay', value: JsonMap): HistoryValue {
  const part = (key: string): string => (typeof value[key] === 'string' ? value[key] : '');
  if (kind === 'stay') return { kind, bedId: part('bedId'), start: part('start') };
  return {
    kind,
    wall: part('wall'),
    practitionerId: part('practitionerId') || null,
    roomId: part('roomId') || null,
  };
}

/** The telling parts of a whole entry: a name, a phone, an address, an allergy. */
const TELLING = [
  'text',
  'prefix',
  'given',
  'family',
  'substance',
  'reaction',
  'value',
  'name',
  'relationship',
  'phone',
  'line',
  'postalCode',
  'city',
  'district',
  'state',
  'country',
  'code',
];

function entryText(entry: JsonMap): string {
  return TELLING.flatMap((key) => (typeof entry[key] === 'string' ? [entry[key]] : [])).join(', ');
}

function textOf(value: Json): string {
  if (isMap(value)) return entryText(value);
  return Array.isArray(value)
    ? value.map((part) => textOf(part as Json)).join(', ')
    : String(value);
}
