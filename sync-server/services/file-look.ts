import { open } from 'node:fs/promises';
import { isMap, type Json } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { FileFault, FileLook, ImportSettings } from '#shared/sync/files.ts';
import { readHead } from '#shared/tables/read-csv.ts';
import { guessSettings } from '#shared/tables/table-settings.ts';
import { clinicFileOf } from '#server/interop/csv/clinic-rows.ts';
import { jsonItems } from '#server/interop/json-items.ts';
import { openText, SourceError } from '#server/interop/open-text.ts';

/** What a file is, and how it is most likely read. */
export interface Looked {
  readonly look: FileLook;
  readonly settings: ImportSettings;
}
export interface LookFault {
  readonly fault: FileFault;
  readonly text: string | null;
}
interface Looking {
  readonly path: string;
  readonly name: string;
  /** The hospital's day. */
  readonly today: string;
}

const HEAD_TEXT = 64 * 1024;
const HEAD_ROWS = 20;

/** Looks at the beginning of a file: its first bytes say what it is, whatever it is called. */
export async function lookAt(looking: Looking): Promise<Result<Looked, LookFault>> {
  const strange = strangerOf(await headBytes(looking.path));
  if (strange) return err({ fault: strange, text: null });
  try {
    return await lookAtText(looking, 'utf-8');
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    // What a spreadsheet of this side of the world writes unless it is told otherwise.
    if (cause.kind === 'encoding' && !/UTF-16/.test(cause.message))
      return lookAtText(looking, 'windows-1252');
    return err(faultOf(cause));
  }
}

/** Why a file cannot be read further. */
export function faultOf({ kind, message }: SourceError): LookFault {
  return { fault: kind === 'missing' ? 'gone' : kind, text: message };
}

async function lookAtText(
  { path, name, today }: Looking,
  encoding: ImportSettings['encoding'],
): Promise<Result<Looked, LookFault>> {
  let text = '';
  let isWhole = true;
  for await (const piece of openText(path, encoding)) {
    text += piece;
    if (text.length <= HEAD_TEXT) continue;
    isWhole = false;
    break;
  }
  const first = text.replace(/^\uFEFF/, '').trimStart()[0];
  if (first === undefined) return err({ fault: 'empty', text: null });
  // Text has no such signs; a picture that begins like text has.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text.slice(0, HEAD_TEXT)))
    return err({ fault: 'binary', text: null });
  if (first === '{' || first === '[') {
    const rows = await firstResources(text, name);
    return ok({
      look: { kind: 'fhir', rows },
      settings: { source: 'import', encoding, table: null },
    });
  }
  const rows = readHead(text.slice(0, HEAD_TEXT), HEAD_ROWS, isWhole).map(({ cells }) => cells);
  if (rows.length === 0) return err({ fault: 'unreadable', text: null });
  const columns = (rows[0] ?? []).map((cell) => cell.toLowerCase());
  const isOther = ['slots', 'appointments'].includes(clinicFileOf(columns) ?? '');
  const table = guessSettings(rows, today);
  return ok({
    look: { kind: 'table', rows, isOther },
    settings: { source: 'import', encoding, table },
  });
}

async function firstResources(
  text: string,
  name: string,
): Promise<readonly (readonly [string, string])[]> {
  const rows: (readonly [string, string])[] = [];
  async function* once(): AsyncGenerator<string> {
    yield text;
  }
  for await (const item of jsonItems(once(), name)) {
    const resource = item.kind === 'value' ? resourceOf(item.text) : null;
    if (resource) rows.push([resource.type, resource.id]);
    if (rows.length >= HEAD_ROWS) break;
  }
  return rows;
}

function resourceOf(text: string): { readonly type: string; readonly id: string } | null {
  try {
    const value = JSON.parse(text) as Json;
    const resource = isMap(value) && isMap(value['resource']) ? value['resource'] : value;
    if (!isMap(resource) || typeof resource['resourceType'] !== 'string') return null;
    // What stands around the entries.
    if (resource['resourceType'] === 'Bundle') return null;
    return {
      type: resource['resourceType'],
      id: `${(resource['id'] as string | undefined) ?? ''}`,
    };
  } catch {
    return null;
  }
}

async function headBytes(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await handle.close();
  }
}

/** What is no text at all, by how it begins. */
const STRANGERS: readonly (readonly [fault: FileFault, head: string, at?: number])[] = [
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
];

function strangerOf(head: string): FileFault | null {
  return STRANGERS.find(([, begin, at = 0]) => head.startsWith(begin, at))?.[0] ?? null;
}
