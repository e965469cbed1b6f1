import type { EscrowAnswer, EscrowRequest } from '#shared/sync/escrow.ts';
import { LIMITS, OLDEST_PROTOCOL, PROTOCOL_VERSION } from '#shared/sync/protocol-version.ts';
import type { Waiting } from './follow-unsent.ts';
import { pushRowOf } from './push-handler.ts';
import { postSync } from './wire.ts';

type Row = EscrowRequest['rows'][number];
/** Half of what is taken at once: the text may grow on its way. */
const PAGE_CHARS = LIMITS.pushBytes / 4;

/**
 * Hands what waits here over to the hospital, which keeps it for a person: this device may not push (S17). It stays here too, in case
 * the device may push again. `handed` remembers what was taken; says how many of the changes that wait are in it.
 */
export async function handOver(
  waiting: readonly Waiting[],
  handed: Set<string>,
  signal: AbortSignal,
): Promise<number> {
  for (const rows of pagesOf(rowsOf(waiting, handed))) {
    const request: EscrowRequest = { protocol: [OLDEST_PROTOCOL, PROTOCOL_VERSION], rows };
    const answer = await postSync<EscrowAnswer>('escrow', request, signal);
    // What is not taken now is tried with the next contact.
    if (!answer.ok) break;
    for (const { trail } of rows) for (const { id } of trail) handed.add(id);
  }
  const ids = waiting.flatMap(({ document }) => document.trail.map(({ id }) => id));
  return ids.filter((id) => handed.has(id)).length;
}

function rowsOf(waiting: readonly Waiting[], handed: ReadonlySet<string>): readonly Row[] {
  return waiting.flatMap(({ collection, document }) => {
    const trail = document.trail.filter(({ id }) => !handed.has(id));
    return trail.length === 0 ? [] : [{ collection, ...pushRowOf({ ...document, trail }) }];
  });
}

function* pagesOf(rows: readonly Row[]): Generator<readonly Row[]> {
  let [page, chars]: [Row[], number] = [[], 0];
  for (const row of rows) {
    const size = JSON.stringify(row).length;
    if (page.length >= LIMITS.pushRows || (page.length > 0 && chars + size > PAGE_CHARS)) {
      yield page;
      [page, chars] = [[], 0];
    }
    page.push(row);
    chars += size;
  }
  if (page.length > 0) yield page;
}
