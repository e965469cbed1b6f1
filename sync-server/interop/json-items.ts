import {
  createSplitter,
  LONGEST,
  TOO_LONG,
  type JsonItem,
  type JsonReader,
} from './json-splitter.ts';

const HEAD = 64 * 1024;

/** The JSON texts of a file: line by line, or the entries of a bundle one by one, never the whole file at once. */
export async function* jsonItems(
  chunks: AsyncIterable<string>,
  file: string,
): AsyncGenerator<JsonItem, void, void> {
  let head = '';
  let reader: JsonReader | null = null;
  for await (const chunk of chunks) {
    if (reader) {
      yield* reader.push(chunk);
      continue;
    }
    head += chunk;
    if (head.length < HEAD) continue;
    reader = readerFor(head, file);
    yield* reader.push(head);
  }
  if (!reader) {
    reader = readerFor(head, file);
    yield* reader.push(head);
  }
  yield* reader.end();
}

function readerFor(head: string, file: string): JsonReader {
  return isLines(head, file) ? createLines() : createSplitter();
}

/** Lines, where the name says so, or the second line begins a JSON text and the first does not begin a list of entries. */
function isLines(head: string, file: string): boolean {
  if (/\.(ndjson|jsonl)(\.gz)?$/i.test(file)) return true;
  const [first = '', second = ''] = head.split('\n', 2);
  return /^\s*\{/.test(first) && second.startsWith('{') && !isOpenBundle(first);
}

function isOpenBundle(line: string): boolean {
  return /"entry"\s*:\s*\[/.test(line) && !/\}\s*$/.test(line);
}

/** One JSON text a line: a broken line spoils no other. */
function createLines(): JsonReader {
  let texts: string[] = [];
  let length = 0;
  let line = 0;
  const add = (text: string): void => {
    length += text.length;
    if (length > LONGEST) texts = [];
    else texts.push(text);
  };
  const take = (): readonly JsonItem[] => {
    const text = texts.join('').replace(/^\uFEFF/, '');
    const isTooLong = length > LONGEST;
    texts = [];
    length = 0;
    line += 1;
    if (isTooLong) return [{ kind: 'broken', reason: TOO_LONG, line, entry: null }];
    return text.trim() === '' ? [] : [{ kind: 'value', text, line, entry: null }];
  };
  return {
    push: (chunk) => {
      const lines = chunk.split('\n');
      return lines.flatMap((text, i) => {
        add(text);
        return i < lines.length - 1 ? take() : [];
      });
    },
    end: () => take(),
  };
}
