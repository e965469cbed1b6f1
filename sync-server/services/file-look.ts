import { open } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { FileFault, ImportSettings } from '#shared/sync/files.ts';
import { HEAD_BYTES, lookAtHead, strangerOf, type FileLook } from '#shared/tables/look-at-head.ts';
import { openText, SourceError } from '#server/interop/open-text.ts';

/** What a file is, and how it is most likely read. */
interface Looked {
  readonly look: FileLook;
  readonly settings: ImportSettings;
}
interface LookFault {
  readonly fault: FileFault;
  readonly text: string | null;
}
interface Looking {
  readonly path: string;
  /** The hospital's day. */
  readonly today: string;
}

/** Looks at the beginning of a file: its first bytes say what it is, whatever it is called. */
export async function lookAt(looking: Looking): Promise<Result<Looked, LookFault>> {
  const strange = strangerOf(await headBytes(looking.path));
  if (strange) return err({ fault: strange, text: null });
  try {
    return await lookAtText(looking, 'utf-8');
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    // What a spreadsheet of this side of the world writes unless it is told otherwise.
    if (cause.kind === 'encoding') return lookAtText(looking, 'windows-1252');
    return err(faultOf(cause));
  }
}

/** Why a file cannot be read further. */
export function faultOf({ kind, message }: SourceError): LookFault {
  return { fault: kind === 'missing' ? 'gone' : kind, text: message };
}

async function lookAtText(
  { path, today }: Looking,
  encoding: ImportSettings['encoding'],
): Promise<Result<Looked, LookFault>> {
  let text = '';
  let isWhole = true;
  for await (const piece of openText(path, encoding)) {
    text += piece;
    if (text.length <= HEAD_BYTES) continue;
    isWhole = false;
    break;
  }
  const head = lookAtHead(text.slice(0, HEAD_BYTES), isWhole, today);
  if (head.kind !== 'look') return err({ fault: head.kind, text: null });
  const { look, table } = head;
  return ok({ look, settings: { source: 'import', encoding, table } });
}

async function headBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
