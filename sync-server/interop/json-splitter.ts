/** One JSON text of a file, or what stands in its place; `line` counts from 1, `entry` from 0 within its list. */
export type JsonItem = { readonly line: number; readonly entry: number | null } & (
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'broken'; readonly reason: string }
);
export interface JsonReader {
  /** What is whole once this piece of text has come. */
  push(chunk: string): readonly JsonItem[];
  end(): readonly JsonItem[];
}

/** The longest single text; a longer one is left out and said so. */
export const LONGEST = 16 * 1024 * 1024;
export const TOO_LONG = `longer than ${LONGEST / 1024 / 1024} MiB`;
const MOST_DEPTH = 100;
const BYTE_ORDER_MARK = 0xfeff;

type Part = 'around' | 'piece';
interface State {
  depth: number;
  /** Depth inside the list whose elements are cut out; 0 where there is none. */
  list: number;
  entry: number;
  line: number;
  /** The part that the text now belongs to, and where in the chunk it began. */
  live: Part | null;
  mark: number;
  readonly parts: Readonly<Record<Part, Gathered>>;
  isInString: boolean;
  isEscaped: boolean;
  /** A string at depth 1, which a colon makes a key. */
  word: string;
  key: string;
  isJunk: boolean;
  readonly found: JsonItem[];
}
interface Gathered {
  texts: string[];
  length: number;
  line: number;
  deepest: number;
}

/**
 * Cuts JSON text into pieces as it comes, without ever holding all of it: the elements of a top-level list or of a top-level `entry`
 * list one by one, then what is left of the object around them.
 *
 *     { "resourceType": "Bundle", "entry": [ {…}, {…} ], … }
 *     └─ value, entry null ─────────────────└─0─┘└─1─┘─────┘
 */
export function createSplitter(): JsonReader {
  const state = newState();
  return {
    push: (chunk) => {
      if (!state.isJunk) scan(state, chunk);
      return state.found.splice(0);
    },
    end: () => {
      if (!state.isJunk && state.depth > 0) {
        const where = state.list > 0 ? 'in the middle of its entries' : 'in the middle';
        breakOff(state, `the text ends ${where}`);
      }
      return state.found.splice(0);
    },
  };
}

function newState(): State {
  const part = (): Gathered => ({ texts: [], length: 0, line: 1, deepest: 0 });
  return {
    depth: 0,
    list: 0,
    entry: 0,
    line: 1,
    live: null,
    mark: 0,
    parts: { around: part(), piece: part() },
    isInString: false,
    isEscaped: false,
    word: '',
    key: '',
    isJunk: false,
    found: [],
  };
}

function scan(state: State, chunk: string): void {
  state.mark = 0;
  for (let i = 0; i < chunk.length && !state.isJunk; i++) {
    const code = chunk.charCodeAt(i);
    if (code === 10) state.line += 1;
    if (state.isInString) scanString(state, code, chunk[i] ?? '');
    else scanOutside(state, code, { chunk, i });
  }
  if (state.live) gather(state, chunk, chunk.length);
}

function scanString(state: State, code: number, char: string): void {
  if (state.isEscaped) state.isEscaped = false;
  else if (code === 92 /* \ */) state.isEscaped = true;
  else if (code === 34 /* " */) {
    state.isInString = false;
    return;
  }
  if (state.depth === 1 && state.word.length < 16) state.word += char;
}

interface Place {
  readonly chunk: string;
  readonly i: number;
}

function scanOutside(state: State, code: number, place: Place): void {
  switch (code) {
    case 34 /* " */:
      state.isInString = true;
      state.word = '';
      if (state.live === null) stray(state);
      return;
    case 58 /* : */:
      if (state.depth === 1) state.key = state.word;
      return;
    case 44 /* , */:
      if (state.list > 0 && state.depth === state.list) state.entry += 1;
      return;
    case 123 /* { */:
    case 91 /* [ */:
      open(state, code === 91, place);
      return;
    case 125 /* } */:
    case 93 /* ] */:
      close(state, place);
      return;
    default:
      if (code > 32 && code !== BYTE_ORDER_MARK && state.live === null) stray(state);
  }
}

function open(state: State, isList: boolean, { chunk, i }: Place): void {
  const isElement = state.list > 0 && state.depth === state.list;
  if (isElement) begin(state, 'piece', i);
  else if (state.depth === 0 && !isList) begin(state, 'around', i);
  state.depth += 1;
  if (state.live) {
    const part = state.parts[state.live];
    part.deepest = Math.max(part.deepest, state.depth);
  }
  const isTop = state.depth === 1 && isList;
  const isEntries = state.depth === 2 && isList && state.list === 0 && state.key === 'entry';
  if (!isTop && !isEntries) return;
  if (isEntries) gather(state, chunk, i + 1);
  state.live = null;
  state.list = state.depth;
  state.entry = 0;
}

function close(state: State, { chunk, i }: Place): void {
  if (state.depth === 0) {
    stray(state);
    return;
  }
  state.depth -= 1;
  const isElement = state.list > 0 && state.depth === state.list;
  if (isElement || (state.depth === 0 && state.live === 'around')) {
    gather(state, chunk, i + 1);
    settle(state, isElement);
  } else if (state.list > 0 && state.depth === state.list - 1) {
    state.list = 0;
    state.key = '';
    if (state.depth > 0) {
      state.live = 'around';
      state.mark = i;
    }
  }
}

function begin(state: State, part: Part, i: number): void {
  Object.assign(state.parts[part], { texts: [], length: 0, line: state.line, deepest: 0 });
  state.live = part;
  state.mark = i;
}

/** Adds what has come of the live part; of a part that is too long only its length is kept. */
function gather(state: State, chunk: string, until: number): void {
  if (!state.live) return;
  const part = state.parts[state.live];
  part.length += until - state.mark;
  if (part.length > LONGEST) part.texts = [];
  else part.texts.push(chunk.slice(state.mark, until));
  state.mark = until;
}

function settle(state: State, isElement: boolean): void {
  const part = state.parts[isElement ? 'piece' : 'around'];
  const at = { line: part.line, entry: isElement ? state.entry : null };
  if (part.length > LONGEST) state.found.push({ kind: 'broken', reason: TOO_LONG, ...at });
  else if (part.deepest - (isElement ? state.list : 0) > MOST_DEPTH) {
    state.found.push({ kind: 'broken', reason: `nested deeper than ${MOST_DEPTH}`, ...at });
  } else state.found.push({ kind: 'value', text: part.texts.join(''), ...at });
  part.texts = [];
  state.live = null;
}

/** Something that is no object: between two entries it spoils one entry, outside it is no JSON text at all. */
function stray(state: State): void {
  if (state.list === 0) {
    breakOff(state, 'this is not JSON');
    return;
  }
  const last = state.found.at(-1);
  const at = { line: state.line, entry: state.entry };
  if (last?.kind === 'broken' && last.entry === state.entry) return;
  state.found.push({ kind: 'broken', reason: 'an entry that is no object', ...at });
}

function breakOff(state: State, reason: string): void {
  const entry = state.list > 0 ? state.entry : null;
  state.found.push({ kind: 'broken', reason, line: state.line, entry });
  state.isJunk = true;
}
