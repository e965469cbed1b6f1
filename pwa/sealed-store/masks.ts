import { SLOTS } from './addresses.ts';

/**
 * Which slots of which page are dead: 9 bytes a page, kept in memory whole (36 KB for 100,000 documents). A dead slot may still stand
 * in the runs of the index, until they are merged.
 */
export interface Masks {
  isDead(at: number): boolean;
  kill(at: number): void;
  /** How many slots a page has. */
  setSlots(page: number, count: number): void;
  slots(page: number): number;
  dead(page: number): number;
  live(page: number): number;
  /** The page is no longer there. */
  drop(page: number): void;
  /** The page cannot be opened: nothing lives in it any more, and its record is left where it lies. */
  setAside(page: number): void;
  isDropped(page: number): boolean;
  /** The dead slots that stand in no run (any more). */
  unlisted(page: number): number;
  /** From now on no run names what is dead here. */
  unlist(page: number): void;
  /** The chunks that were changed since they were written, as bytes. */
  takeChanged(): readonly MaskChunk[];
  load(chunk: MaskChunk): void;
}
interface MaskChunk {
  readonly chunk: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export const MASK_PAGES = 4096;
/** In place of the number of slots: the page is no longer there. */
const DROPPED = 255;
const EVERY_SLOT = 0xffffffff;

interface Columns {
  dead: Uint32Array;
  unlisted: Uint32Array;
  slots: Uint8Array;
}

/** No page yet. */
export function createMasks(): Masks {
  const columns: Columns = {
    dead: new Uint32Array(64),
    unlisted: new Uint32Array(64),
    slots: new Uint8Array(64),
  };
  const changed = new Set<number>();
  const touch = (page: number): void => {
    changed.add(Math.floor(page / MASK_PAGES));
    widen(columns, page);
  };
  const slotsOf = (page: number): number => columns.slots[page] ?? 0;
  const deadOf = (page: number): number => columns.dead[page] ?? 0;
  return {
    isDead: (at) => ((deadOf(Math.floor(at / SLOTS)) >>> (at % SLOTS)) & 1) === 1,
    kill: (at) => {
      const page = Math.floor(at / SLOTS);
      touch(page);
      columns.dead[page] = (deadOf(page) | (1 << (at % SLOTS))) >>> 0;
    },
    setSlots: (page, count) => {
      if (slotsOf(page) === count) return;
      touch(page);
      columns.slots[page] = count;
    },
    slots: slotsOf,
    dead: deadOf,
    live: (page) => {
      const count = slotsOf(page);
      return count === DROPPED ? 0 : count - countBits(deadOf(page) & fullMask(count));
    },
    drop: (page) => {
      touch(page);
      columns.slots[page] = DROPPED;
    },
    setAside: (page) => {
      touch(page);
      columns.dead[page] = EVERY_SLOT;
      columns.slots[page] = DROPPED;
    },
    isDropped: (page) => slotsOf(page) === DROPPED,
    unlisted: (page) => columns.unlisted[page] ?? 0,
    unlist: (page) => {
      if (columns.unlisted[page] === columns.dead[page]) return;
      touch(page);
      columns.unlisted[page] = deadOf(page);
    },
    takeChanged: () => {
      const chunks = [...changed].map((chunk) => ({ chunk, bytes: bytesOf(columns, chunk) }));
      changed.clear();
      return chunks;
    },
    load: (chunk) => fill(columns, chunk),
  };
}

function fill(columns: Columns, { chunk, bytes }: MaskChunk): void {
  const first = chunk * MASK_PAGES;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const pages = Math.floor(bytes.length / 9);
  widen(columns, first + pages - 1);
  for (let i = 0; i < pages; i++) {
    columns.dead[first + i] = view.getUint32(i * 9);
    columns.unlisted[first + i] = view.getUint32(i * 9 + 4);
    columns.slots[first + i] = view.getUint8(i * 9 + 8);
  }
}

/** A chunk up to its last page that there is. */
function bytesOf({ dead, unlisted, slots }: Columns, chunk: number): Uint8Array<ArrayBuffer> {
  const first = chunk * MASK_PAGES;
  let used = Math.min(MASK_PAGES, slots.length - first);
  while (used > 1 && !slots[first + used - 1] && !dead[first + used - 1]) used -= 1;
  const bytes = new Uint8Array(used * 9);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < used; i++) {
    view.setUint32(i * 9, dead[first + i] ?? 0);
    view.setUint32(i * 9 + 4, unlisted[first + i] ?? 0);
    view.setUint8(i * 9 + 8, slots[first + i] ?? 0);
  }
  return bytes;
}

function widen(columns: Columns, page: number): void {
  if (page < columns.slots.length) return;
  const length = Math.max(page + 1, columns.slots.length * 2);
  const { dead, unlisted, slots } = columns;
  columns.dead = new Uint32Array(length);
  columns.unlisted = new Uint32Array(length);
  columns.slots = new Uint8Array(length);
  columns.dead.set(dead);
  columns.unlisted.set(unlisted);
  columns.slots.set(slots);
}

function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count += 1;
  return count;
}

function fullMask(slots: number): number {
  return slots >= 32 ? EVERY_SLOT : (2 ** slots - 1) >>> 0;
}
