import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that a browser may lock or drop while it runs. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/** In which files of a browser profile any of the words lies, as one byte a letter or as two; each as `file: word`. */
export function foundOnDisk(profile: string, words: readonly string[]): readonly string[] {
  const files = readdirSync(profile, { recursive: true, withFileTypes: true });
  const looked = words.flatMap((word) => [
    { word, bytes: Buffer.from(word, 'utf8') },
    { word, bytes: Buffer.from(word, 'utf16le') },
  ]);
  return files
    .filter((file) => file.isFile())
    .flatMap(({ parentPath, name }) => {
      const bytes = bytesOf(join(parentPath, name));
      const found = looked.filter((one) => bytes.includes(one.bytes)).map(({ word }) => word);
      const place = join(parentPath, name).slice(profile.length + 1);
      return [...new Set(found)].map((word) => `${place}: ${word}`);
    });
}
