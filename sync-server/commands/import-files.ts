import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openText } from '#server/interop/open-text.ts';

const KINDS = /\.(json|ndjson|jsonl|csv|tsv|txt)(\.gz)?$|\.gz$/i;

/** The files that were named, folders opened in the order of their names; of a folder only what can be read here. */
export async function filesOf(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) files.push(path);
    else files.push(...(await filesIn(path)));
  }
  return [...new Set(files)];
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && KINDS.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** JSON by its name, or because it begins with a brace or a bracket; everything else is taken for CSV. */
export async function formatOf(file: string, encoding: string): Promise<'json' | 'csv' | 'empty'> {
  const isJson = /\.(json|ndjson|jsonl)(\.gz)?$/i.test(file);
  for await (const text of openText(file, encoding)) {
    const first = text.replace(/^\uFEFF/, '').trimStart()[0];
    if (first !== undefined) return isJson || first === '{' || first === '[' ? 'json' : 'csv';
  }
  return isJson ? 'json' : 'empty';
}
