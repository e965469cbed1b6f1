import type { Shelf } from './shelves.ts';
import type { Plain, Store } from './store.ts';

/**
 * A new key seals whatever is written from then on. What was sealed with an older one is sealed anew in idle time, some records at a time:
 *
 *     pages ──► index ──► log ──► root ──► nothing on the disk needs an older key
 *
 * Each step is one transaction over the records and the note that says how far it is: one that was cut is done again. What cannot be
 * opened stays as it lies.
 */
const ORDER: readonly Shelf[] = ['pages', 'index', 'log', 'root'];
interface Place {
  readonly shelf: Shelf;
  readonly from: number;
}
interface Note {
  /** The key that everything is to be sealed with. */
  readonly to: number;
  /** Where it goes on; null where everything is. */
  readonly next: Place | null;
}
/** The note lies beside the roots. */
const NOTE = -3;
const FIRST: Place = { shelf: 'pages', from: 0 };
/** About a megabyte of pages. */
const AT_ONCE = 64;

/** One step; false when nothing is left to seal anew. */
export async function resealStep(store: Store): Promise<boolean> {
  const { shelves, seals, sizes } = store;
  const { next } = await readNote(store);
  if (!next) return false;
  const most = Math.min(AT_ONCE, sizes.step);
  const kept = await shelves.readRange(next.shelf, next.from, Number.MAX_SAFE_INTEGER, most);
  const plains: Plain[] = [];
  for (const { key, value } of kept) {
    if (seals.isFresh(value)) continue;
    const opened = await seals.unseal({ shelf: next.shelf, key }, value);
    if (opened.ok) plains.push({ shelf: next.shelf, key, bytes: opened.value });
  }
  const last = kept.length < most ? undefined : kept.at(-1);
  const behind = last ? { shelf: next.shelf, from: last.key + 1 } : shelfAfter(next.shelf);
  await store.commit([...plains, plainNote({ to: seals.today, next: behind })]);
  return true;
}

function shelfAfter(shelf: Shelf): Place | null {
  const after = ORDER[ORDER.indexOf(shelf) + 1];
  return after ? { shelf: after, from: 0 } : null;
}

/** A note on the way to another key is of no use: it begins anew. */
async function readNote({ shelves, seals }: Store): Promise<Note> {
  const [sealed] = await shelves.read('root', [NOTE]);
  const opened = await seals.unseal({ shelf: 'root', key: NOTE }, sealed);
  const note = opened.ok ? (JSON.parse(new TextDecoder().decode(opened.value)) as Note) : null;
  return note?.to === seals.today ? note : { to: seals.today, next: FIRST };
}

function plainNote(note: Note): Plain {
  return { shelf: 'root', key: NOTE, bytes: new TextEncoder().encode(JSON.stringify(note)) };
}
