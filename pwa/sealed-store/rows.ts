/** A document as RxDB hands it to a storage. */
export type Doc = {
  readonly _deleted: boolean;
  readonly _rev: string;
  readonly _meta: { readonly lwt: number };
} & { readonly [field: string]: unknown };

/** A document and what the replication knows of it. */
export interface Row {
  readonly doc: Doc;
  /** It came from the master as it is: the document is its own assumed master state. */
  readonly isMaster: boolean;
  /** The last state that came from the master, of a document that was changed here since and not sent yet. */
  readonly base: object | null;
}

/** Rows as bytes: a line with the shapes of all objects, then one line for each row, so that one can be opened by itself. */
interface Head {
  readonly shapes: readonly (readonly string[])[];
  readonly masters: readonly number[];
  readonly bases: readonly (readonly [slot: number, base: unknown])[];
  readonly extra: unknown;
}
export interface OpenRows {
  readonly count: number;
  readonly extra: unknown;
  row(slot: number): Row | null;
  doc(slot: number): Doc | null;
}
type Bytes = Uint8Array<ArrayBuffer>;
/** In place of the number of a shape: what follows are the items of an array. */
const ARRAY = -1;

/** Writes rows into as few bytes as may be: the names of fields stand once, values alone in the lines. */
export function encodeRows(rows: readonly Row[], extra: unknown = null): Bytes {
  const shapes = createShapes();
  const lines = rows.map(({ doc }) => JSON.stringify(shapes.pack(doc)));
  const masters: number[] = [];
  const bases: [number, unknown][] = [];
  for (const [slot, { isMaster, base }] of rows.entries()) {
    if (isMaster) masters.push(slot);
    if (base) bases.push([slot, shapes.pack(base)]);
  }
  const head: Head = { shapes: shapes.all, masters, bases, extra };
  return bytesOf([JSON.stringify(head), ...lines]);
}

/** Opens what `encodeRows` wrote; a row is built when it is asked for. */
export function openRows(bytes: Bytes): OpenRows {
  const [first = '', ...lines] = new TextDecoder().decode(bytes).split('\n');
  const { shapes, masters, bases, extra } = JSON.parse(first) as Head;
  const opened: (Doc | undefined)[] = [];
  const doc = (slot: number): Doc | null => {
    const known = opened[slot];
    if (known) return known;
    const line = lines[slot];
    if (line === undefined) return null;
    const built = unpack(JSON.parse(line), shapes) as Doc;
    opened[slot] = built;
    return built;
  };
  return {
    count: lines.length,
    extra,
    doc,
    row: (slot) => {
      const built = doc(slot);
      if (!built) return null;
      const base = bases.find(([at]) => at === slot);
      return {
        doc: built,
        isMaster: masters.includes(slot),
        base: base ? (unpack(base[1], shapes) as object) : null,
      };
    },
  };
}

/** Rows that were just written, as if they had been opened. */
export function alreadyOpen(rows: readonly Row[]): OpenRows {
  return {
    count: rows.length,
    extra: null,
    doc: (slot) => rows[slot]?.doc ?? null,
    row: (slot) => rows[slot] ?? null,
  };
}

interface Branch {
  readonly next: Map<string, Branch>;
  readonly keys: readonly string[];
  shape: number;
}

function createShapes(): { readonly all: (readonly string[])[]; pack(value: unknown): unknown } {
  const all: (readonly string[])[] = [];
  const root: Branch = { next: new Map(), keys: [], shape: -1 };
  const pack = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return [ARRAY, ...value.map(pack)];
    let branch = root;
    const packed: unknown[] = [0];
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      let next = branch.next.get(key);
      if (!next) {
        next = { next: new Map(), keys: [...branch.keys, key], shape: -1 };
        branch.next.set(key, next);
      }
      branch = next;
      packed.push(pack(inner));
    }
    if (branch.shape === -1) branch.shape = all.push(branch.keys) - 1;
    packed[0] = branch.shape;
    return packed;
  };
  return { all, pack };
}

function unpack(value: unknown, shapes: Head['shapes']): unknown {
  if (!Array.isArray(value)) return value;
  const items = value as readonly unknown[];
  const shape = items[0] as number;
  if (shape === ARRAY) return items.slice(1).map((item) => unpack(item, shapes));
  const built: Record<string, unknown> = {};
  const keys = shapes[shape] ?? [];
  for (let i = 0; i < keys.length; i++) built[keys[i] as string] = unpack(items[i + 1], shapes);
  return built;
}

/** Line by line into one buffer: joining them first would copy every text once more. */
function bytesOf(lines: readonly string[]): Bytes {
  let longest = lines.length;
  for (const line of lines) longest += line.length * 3;
  const buffer = new Uint8Array(longest);
  const encoder = new TextEncoder();
  let used = 0;
  for (const [i, line] of lines.entries()) {
    if (i > 0) buffer[used++] = 10;
    used += encoder.encodeInto(line, buffer.subarray(used)).written;
  }
  return buffer.slice(0, used);
}
