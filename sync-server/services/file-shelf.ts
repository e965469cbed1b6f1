import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Two files stand for a job: what it brings or makes, and what there is to say of its records. */
type ShelfPart = 'content' | 'told';

/** Where files lie while people bring them in or take them out; nobody but the server reads there. */
export interface FileShelf {
  readonly pathOf: (id: string, part: ShelfPart) => string;
  /** Null where there is none. */
  readonly size: (id: string, part: ShelfPart) => Promise<number | null>;
  /** Writes at the end; resolves when it is on disk. */
  readonly append: (id: string, part: ShelfPart, bytes: Uint8Array) => Promise<void>;
  /** Takes away what was written beyond a size: its author did not get to say so. */
  readonly cut: (id: string, part: ShelfPart, bytes: number) => Promise<void>;
  readonly remove: (id: string, part?: ShelfPart) => Promise<void>;
  /** Lines from a place in the file on, each with the place behind it. */
  readonly lines: (
    id: string,
    part: ShelfPart,
    from: number,
  ) => AsyncGenerator<{ readonly text: string; readonly next: number }, void, void>;
}

export function createFileShelf(folder: string): FileShelf {
  const pathOf: FileShelf['pathOf'] = (id, part) => join(folder, `${id}.${part}`);
  const size: FileShelf['size'] = async (id, part) => {
    try {
      return (await stat(pathOf(id, part))).size;
    } catch {
      return null;
    }
  };
  return {
    pathOf,
    size,
    append: async (id, part, bytes) => {
      await mkdir(folder, { recursive: true });
      const handle = await open(pathOf(id, part), 'a', 0o600);
      try {
        await handle.appendFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
    cut: async (id, part, bytes) => {
      const there = await size(id, part);
      if (there !== null && there > bytes) await truncate(pathOf(id, part), bytes);
    },
    remove: async (id, part) => {
      const parts: readonly ShelfPart[] = part ? [part] : ['content', 'told'];
      for (const one of parts) await rm(pathOf(id, one), { force: true });
    },
    lines: async function* lines(id, part, from) {
      if ((await size(id, part)) === null) return;
      const input = createReadStream(pathOf(id, part), { start: from });
      let next = from;
      try {
        for await (const text of createInterface({ input, crlfDelay: Infinity })) {
          next += Buffer.byteLength(text) + 1;
          yield { text, next };
        }
      } finally {
        input.destroy();
      }
    },
  };
}
