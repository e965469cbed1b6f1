import { isMap, readAt, type Json } from '#shared/lib/json.ts';
import type { HistoryEntry } from './history-rows.ts';

/** Where the merge that an entry tells of can be undone; null where it tells of none, or of one that was undone since. */
export function mergeTold({ id, changes, content }: HistoryEntry): string | null {
  const links = changes.find(({ path }) => path === '/links');
  const before = keysOf(links?.before);
  const pairId = keysOf(links?.after).find((key) => !before.includes(key)) ?? '';
  const link = readAt(content, `/links/${pairId}`);
  if (!isMap(link) || link['kind'] !== 'replaces') return null;
  return `/duplicates?one=${id}&other=${String(link['patientId'])}`;
}

function keysOf(links: Json | undefined): readonly string[] {
  return isMap(links) ? Object.keys(links) : [];
}
