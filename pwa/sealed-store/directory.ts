/**
 * Where each document lies, by a hash of its id: open addressing in typed arrays, 12 bytes a document. Two ids may share a hash: it
 * says where to look, and the document says who it is.
 */
export interface Directory {
  /** Places where the document may lie. */
  find(id: string): readonly number[];
  add(id: string, at: number): void;
  addHash(high: number, low: number, at: number): void;
  remove(id: string, at: number): void;
  readonly size: number;
}
const FREE = 0xffffffff;
const GONE = 0xfffffffe;

/** An empty directory. */
export function createDirectory(): Directory {
  let mask = 1023;
  let table = new Uint32Array(3 * (mask + 1)).fill(FREE);
  let used = 0;
  let size = 0;
  const put = (high: number, low: number, at: number): void => {
    let i = (low & mask) * 3;
    while (table[i + 2] !== FREE) i = i + 3 === table.length ? 0 : i + 3;
    table[i] = high;
    table[i + 1] = low;
    table[i + 2] = at;
  };
  const grow = (): void => {
    const old = table;
    if (size * 2 > mask) mask = mask * 2 + 1;
    table = new Uint32Array(3 * (mask + 1)).fill(FREE);
    for (let i = 0; i < old.length; i += 3)
      if ((old[i + 2] ?? FREE) < GONE) put(old[i] ?? 0, old[i + 1] ?? 0, old[i + 2] ?? 0);
    used = size;
  };
  const addHash = (high: number, low: number, at: number): void => {
    if ((used + 1) * 4 > (mask + 1) * 3) grow();
    put(high, low, at);
    used += 1;
    size += 1;
  };
  const walk = (id: string, visit: (i: number) => boolean): void => {
    const [high, low] = hashOfId(id);
    for (let i = (low & mask) * 3; table[i + 2] !== FREE; i = i + 3 === table.length ? 0 : i + 3)
      if (table[i] === high && table[i + 1] === low && table[i + 2] !== GONE && visit(i)) return;
  };
  return {
    find: (id) => {
      const found: number[] = [];
      walk(id, (i) => {
        found.push(table[i + 2] ?? 0);
        return false;
      });
      return found;
    },
    add: (id, at) => addHash(...hashOfId(id), at),
    addHash,
    remove: (id, at) =>
      walk(id, (i) => {
        if (table[i + 2] !== at) return false;
        table[i + 2] = GONE;
        size -= 1;
        return true;
      }),
    get size() {
      return size;
    },
  };
}

/** 64 bits of an id (cyrb53's two halves, each whole). */
export function hashOfId(id: string): [high: number, low: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0];
}
