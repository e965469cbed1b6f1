import type { ImportSettings } from '#shared/sync/files.ts';
import {
  HEAD_BYTES,
  lookAtHead,
  strangerOf,
  type FileLook,
  type Stranger,
} from '#shared/tables/look-at-head.ts';

/** What a chosen file looks like on this device, without the hospital. */
export type LookHere =
  | { readonly kind: 'look'; readonly look: FileLook; readonly settings: ImportSettings }
  /** Compressed: the hospital opens it. */
  | { readonly kind: 'packed' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'strange'; readonly why: Stranger };

/** Looks at the beginning of a file that was chosen; nothing leaves this device. */
export async function lookHere(file: Blob, today: string): Promise<LookHere> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  } catch {
    return { kind: 'unread' };
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { kind: 'packed' };
  const why = strangerOf(bytes);
  if (why) return { kind: 'strange', why };
  const { text, encoding } = textOf(bytes);
  const head = lookAtHead(text, file.size <= HEAD_BYTES, today);
  if (head.kind !== 'look') return { kind: 'strange', why: head.kind };
  const { look, table } = head;
  return { kind: 'look', look, settings: { source: 'import', encoding, table } };
}

/** UTF-8 where it is that, else what spreadsheets write that were not told so. The last letter may be cut off. */
function textOf(bytes: Uint8Array): Pick<ImportSettings, 'encoding'> & { readonly text: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return { text, encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}
