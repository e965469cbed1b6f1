import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** One file of the built app, held in memory with what it is served with. */
export interface StaticFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same, compressed by the build; null where that does not pay. */
  readonly brotli: Uint8Array<ArrayBuffer> | null;
  readonly etag: string;
  readonly cacheControl: string;
}
/** The built app by URL path. A path that is not a key does not exist: no request ever names a file. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
};

/** Reads the built app once; an app that is not built is an empty map. Source maps and Vite's own notes stay unserved. */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !name.startsWith('.') && !/\.(br|map)$/.test(name));
  const files = new Map<string, StaticFile>();
  for (const name of names) {
    files.set(`/${name.split(sep).join('/')}`, await readStaticFile(folder, name));
  }
  return files;
}

async function readStaticFile(folder: string, name: string): Promise<StaticFile> {
  const file = join(folder, name);
  const bytes = new Uint8Array(await readFile(file));
  const brotli = await readFile(`${file}.br`).then(
    (small) => new Uint8Array(small),
    () => null,
  );
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 27);
  return {
    type: TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    bytes,
    brotli,
    etag: `"${hash}"`,
    cacheControl: /^assets[\\/]/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}
