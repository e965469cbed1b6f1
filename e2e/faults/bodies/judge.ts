import type { PushResult } from '#shared/sync/push.ts';
import type { Problem } from '#shared/sync/problem.ts';
import type { Door } from './good-bodies.ts';
import type { Written } from './watch-writes.ts';

/** What a request came to. */
export interface Came {
  readonly status: number;
  readonly text: string;
  readonly written: readonly Written[];
}
/** Rows that were not taken may leave behind nothing else than this: the row for a person, who is told, and its number. */
const OF_A_REFUSAL: ReadonlySet<string> = new Set([
  'escrow',
  'facility',
  'feed',
  'mutation',
  'returned',
  'search_key',
]);

/** Of these, what is about the dispute by which that person is told, and about nothing else. */
const OF_A_DISPUTE: ReadonlySet<string> = new Set(['document', 'history', 'claim', 'member']);

const WRITERS: ReadonlySet<Door> = new Set(['push', 'offer', 'escrow']);

/** What is wrong with an answer and with what it left behind; empty where nothing is. */
export function wrongWith(door: Door, { status, text, written }: Came): readonly string[] {
  if (status >= 500) return [`answered ${status}: ${text.slice(0, 200)}`];
  if (status >= 400) {
    const wrong = isInWords(text, status) ? [] : [`${status} says nothing: ${text.slice(0, 200)}`];
    return [...wrong, ...tablesOf(written).map((table) => `${status} wrote into ${table}`)];
  }
  if (door === 'pull' || door === 'digest' || door === 'stream')
    return tablesOf(written).map((table) => `a reader wrote into ${table}`);
  return WRITERS.has(door) ? wrongWithRows(written) : [];
}

function isInWords(text: string, status: number): boolean {
  try {
    const said = JSON.parse(text) as Problem;
    return said.status === status && said.title.includes(' ') && said.type.startsWith('urn:');
  } catch {
    return false;
  }
}

function tablesOf(written: readonly Written[]): readonly string[] {
  return [...new Set(written.map(({ table }) => table))];
}

function wrongWithRows(written: readonly Written[]): readonly string[] {
  const landed = landedIn(written);
  const lines = written.filter(({ table, mutation }) => table === 'history' && mutation !== null);
  if (lines.length > landed.size) return ['one mutation landed twice'];
  const twice = keptIn(written).filter((key) => takenIn(written).has(key));
  if (twice.length > 0) return [`kept for a person, and landed: ${twice[0]}`];
  if (landed.size > 0) return [];
  // A version that comes back and says nothing new is taken all the same: an older one that follows must not count (S11).
  const isTaken = takenIn(written).size > 0;
  return written
    .filter(({ table, collection }) => {
      if (table === 'lineage') return !isTaken;
      return OF_A_DISPUTE.has(table) ? collection !== 'disputes' : !OF_A_REFUSAL.has(table);
    })
    .map(({ table, collection }) => `nothing landed, and ${table} of ${collection} was written`);
}

/** What a request left in escrow, by key. */
function keptIn(written: readonly Written[]): readonly string[] {
  const rows = written.filter(({ table }) => table === 'escrow');
  const settled = new Set(rows.map(({ operation, id }) => (operation === 'INSERT' ? null : id)));
  return rows.flatMap(({ id }) => (id === null || settled.has(id) ? [] : [id]));
}

/** The mutations that it took, each with what it said: the same id may have come with something else, which is kept. */
export function takenIn(written: readonly Written[]): ReadonlySet<string> {
  return new Set(
    written.flatMap(({ mutation, takenHash }) => (takenHash ? [`${mutation}/${takenHash}`] : [])),
  );
}

/** The mutations that a request landed, and the versions that an offer brought back. */
export function landedIn(written: readonly Written[]): ReadonlySet<string> {
  return new Set(
    written.flatMap(({ table, mutation }) => (table === 'history' && mutation ? [mutation] : [])),
  );
}

/** The rows of a push that were not taken, by code. */
export function refusedRows(text: string): readonly PushResult[] {
  const { results } = JSON.parse(text) as { readonly results: readonly PushResult[] };
  return results.filter(({ outcome }) => outcome === 'rejected');
}
