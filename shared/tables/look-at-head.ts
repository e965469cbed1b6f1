import { readHead } from './read-csv.ts';
import { guessSettings, type TableSettings } from './table-settings.ts';

/** What is no text that can be read here, by its first bytes. */
export type Stranger =
  | 'picture'
  | 'workbook'
  | 'pdf'
  | 'binary'
  | 'empty'
  | 'encoding'
  | 'unreadable';

/** What a file looks like, before anything is decided. */
export type FileLook =
  | {
      readonly kind: 'table';
      /** The first rows as they stand. */
      readonly rows: readonly (readonly string[])[];
      /** True for a list of something else than people, by what its columns are called. */
      readonly isOther: boolean;
    }
  | {
      readonly kind: 'fhir';
      /** What its beginning holds: types of resources, and how many. */
      readonly rows: readonly (readonly [type: string, count: number])[];
    };
export type Head =
  | { readonly kind: 'look'; readonly look: FileLook; readonly table: TableSettings | null }
  | { readonly kind: Stranger };

/** So much of a file is looked at. */
export const HEAD_BYTES = 64 * 1024;
const HEAD_ROWS = 20;

const STRANGERS: readonly (readonly [kind: Stranger, head: string, at?: number])[] = [
  ['picture', '\u00ff\u00d8\u00ff'],
  ['picture', '\u0089PNG'],
  ['picture', 'GIF8'],
  ['picture', 'WEBP', 8],
  ['picture', 'ftyphei', 4],
  ['picture', 'ftypavif', 4],
  ['picture', 'ftypmif1', 4],
  ['workbook', 'PK\u0003\u0004'],
  ['workbook', '\u00d0\u00cf\u0011\u00e0'],
  ['pdf', '%PDF'],
  ['encoding', '\u00ff\u00fe'],
  ['encoding', '\u00fe\u00ff'],
];

/** What is no text at all, by how it begins, whatever it is called. */
export function strangerOf(bytes: Uint8Array): Stranger | null {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return STRANGERS.find(([, begin, at = 0]) => head.startsWith(begin, at))?.[0] ?? null;
}

/** What the beginning of a text is, and how it is most likely read. `today` is the hospital's day. */
export function lookAtHead(text: string, isWhole: boolean, today: string): Head {
  const first = text.replace(/^\uFEFF/, '').trimStart()[0];
  if (first === undefined) return { kind: 'empty' };
  // Text has no such signs; a picture that begins like text has.
  if (hasControls(text)) return { kind: 'binary' };
  if (first === '{' || first === '[')
    return { kind: 'look', look: { kind: 'fhir', rows: resourcesIn(text) }, table: null };
  const rows = readHead(text, HEAD_ROWS, isWhole).map(({ cells }) => cells);
  if (rows.length === 0) return { kind: 'unreadable' };
  const isOther = (rows[0] ?? []).some((cell) => /^appointment[_ ](date|time)$/i.test(cell));
  return {
    kind: 'look',
    look: { kind: 'table', rows, isOther },
    table: guessSettings(rows, today),
  };
}

function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 27)) return true;
  }
  return false;
}

function resourcesIn(text: string): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const [, type = ''] of text.matchAll(/"resourceType"\s*:\s*"(\w{1,40})"/g))
    if (type !== 'Bundle') counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
