import type { CollectionName } from '#shared/domain/collections.ts';
import { isMap, readAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { RECORD_FIELDS, type RecordField, type ValueKind } from './record-fields.ts';

/** A value of the record, on its way to words: the screen knows names of places and people, and the language. */
export type RecordValue =
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

/** The first pattern that fits; a path that nobody named is shown by its last key, never hidden. */
export function fieldOf(
  collection: CollectionName,
  path: string,
): readonly [RecordField, ValueKind] {
  const keys = path.split('/');
  const found = RECORD_FIELDS[collection]?.find(([pattern]) => {
    const wanted = pattern.split('/');
    return (
      wanted.length === keys.length && wanted.every((key, i) => key === '*' || key === keys[i])
    );
  });
  return found ? [found[1], found[2]] : ['other', 'text'];
}

/** "Penicillin" for a path below `/allergies/x`; nothing where the whole entry is new and names itself. */
export function entryName(path: string, content: JsonMap | undefined): string | null {
  const keys = path.split('/');
  if (keys.length < 4 || !content) return null;
  const entry = readAt(content, keys.slice(0, 3).join('/'));
  if (!isMap(entry)) return null;
  const name = entry['substance'] ?? entry['text'] ?? (keys[1] === 'contacts' && entry['name']);
  return typeof name === 'string' ? name : null;
}

/** A stored value, read as its field asks; null where there is nothing to say. */
export function valueOf(kind: ValueKind, value: Json | undefined): RecordValue | null {
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
    case 'pair':
      return { kind: 'word', set: kind, word: isMap(value) ? textOf(value['kind'] ?? '') : '' };
    default:
      return { kind: 'word', set: kind, word: textOf(value) };
  }
}

function wholeOf(kind: 'slot' | 'stay', value: JsonMap): RecordValue {
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
