import {
  getIndexableStringMonad,
  getSchemaByObjectPath,
  getStartIndexStringFromLowerBound,
  getStartIndexStringFromUpperBound,
  INDEX_MAX,
  INDEX_MIN,
  objectPathMonad,
  type RxQueryPlan,
} from 'rxdb/plugins/core';
import type { Doc } from './rows.ts';

type Schema = Parameters<typeof getSchemaByObjectPath>[0];
type Bound = string | number | boolean | null | undefined;
/** A range of index keys. */
export interface KeyRange {
  readonly lower: string;
  readonly upper: string;
  readonly isLowerIn: boolean;
  readonly isUpperIn: boolean;
}
/** The keys of one index: texts that compare as RxDB's padded index strings do, a fifth as long. */
export interface IndexKeys {
  readonly fields: readonly string[];
  keyOf(doc: Doc): string;
  rangeOf(plan: RxQueryPlan): KeyRange;
}

/** Ends each part of a key; lower than whatever may follow in a longer text. */
const END = '\u0001';
const HIGHEST = '\uffff\uffff';
// oxlint-disable-next-line no-control-regex -- Texts with control characters are what it looks for.
const CONTROL = /[\0-\u001f]/;

/** How documents are ordered by the fields of one index. */
export function createIndexKeys(schema: Schema, fields: readonly string[]): IndexKeys {
  const parts = fields.map((field) => createPart(schema, field));
  return {
    fields,
    keyOf: (doc) => {
      let key = '';
      for (const part of parts) key += part.of(doc);
      return key;
    },
    rangeOf: ({ startKeys, endKeys, inclusiveStart, inclusiveEnd }) => ({
      lower: boundOf(parts, startKeys as readonly Bound[], 'lower'),
      upper: boundOf(parts, endKeys as readonly Bound[], 'upper'),
      isLowerIn: inclusiveStart,
      isUpperIn: inclusiveEnd,
    }),
  };
}

/** What of a key stands before the id, which is always its last part. */
export function beforeId(key: string): string {
  return key.slice(0, key.lastIndexOf(END, key.length - 2) + 1);
}

interface Part {
  of(doc: Doc): string;
  lower(bound: Bound): Edge;
  upper(bound: Bound): Edge;
}
/** Part of a bound; behind the open end of a text nothing counts any more. */
interface Edge {
  readonly text: string;
  readonly isLast: boolean;
}

function boundOf(
  parts: readonly Part[],
  bounds: readonly Bound[],
  side: 'lower' | 'upper',
): string {
  let text = '';
  for (const [i, part] of parts.entries()) {
    const edge = part[side](bounds[i]);
    text += edge.text;
    if (edge.isLast) break;
  }
  return text;
}

function createPart(schema: Schema, field: string): Part {
  const type = getSchemaByObjectPath(schema, field)?.type;
  return type === 'string' ? textPart(field) : fixedPart(schema, field);
}

function textPart(field: string): Part {
  const read = objectPathMonad<Doc, unknown>(field);
  const lowest: Edge = { text: '', isLast: true };
  const highest: Edge = { text: HIGHEST, isLast: true };
  const exact = (text: string): Edge => ({ text: unpadded(text) + END, isLast: false });
  return {
    of: (doc) => unpadded((read(doc) || '') as string) + END,
    lower: (bound) => {
      if (typeof bound !== 'string') return lowest;
      return bound === INDEX_MAX ? highest : exact(bound);
    },
    upper: (bound) => {
      if ((bound as unknown) === INDEX_MIN) return lowest;
      return typeof bound === 'string' && bound !== INDEX_MAX ? exact(bound) : highest;
    },
  };
}

/** Numbers and flags are of one width: RxDB's own texts serve. */
function fixedPart(schema: Schema, field: string): Part {
  const of = getIndexableStringMonad(schema as never, [field]) as (doc: Doc) => string;
  const edge = (text: string): Edge => ({ text: text + END, isLast: false });
  return {
    of: (doc) => of(doc) + END,
    lower: (bound) => edge(getStartIndexStringFromLowerBound(schema, [field], [bound])),
    upper: (bound) => edge(getStartIndexStringFromUpperBound(schema, [field], [bound])),
  };
}

/**
 * RxDB fills texts up with spaces to one length and compares those. The same order without filling up: spaces at the end count for
 * nothing, and what is lower than a space (or a space before such) is written so that it comes before the end of a shorter text.
 */
function unpadded(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end -= 1;
  const trimmed = end === text.length ? text : text.slice(0, end);
  return CONTROL.test(trimmed) ? escaped(trimmed) : trimmed;
}

function escaped(text: string): string {
  let isBeforeControl = false;
  let out = '';
  for (let i = text.length - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    isBeforeControl = code < 32 || (code === 32 && isBeforeControl);
    out = (isBeforeControl ? `\0${String.fromCharCode(code + 32)}` : text.charAt(i)) + out;
  }
  return out;
}
