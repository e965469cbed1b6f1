import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { isOfStaff } from '#sw/what-is-kept.ts';

/** Size budgets of DESIGN.md 8 in Brotli bytes, read from the build. `npm run lighthouse` measures the same on the wire. */
const dist = join(import.meta.dirname, '../dist');
const KB = 1024;
/** What the app asks for by itself within five seconds after load, signed in, beside the screen that is opened. */
const ASKED_FOR = [
  'app/signed-in.tsx',
  'store/open-replica.ts',
  'store/start-finder.ts',
  'platform/wrap-key.ts',
  'store/open-sealed-store.ts',
  'workers/store.worker.ts',
  '../node_modules/web-vitals/dist/web-vitals.js',
  '../node_modules/workbox-window/build/workbox-window.prod.es5.mjs',
];
/** The screens that people start on; the heavier one counts. */
const STARTS = ['features/today/today-screen.tsx', 'features/patients/patients-screen.tsx'];
/** A worker is fetched when it starts; this one starts by itself. */
const WORKER = /\.worker-.*\.js$/;
const STARTED = /^assets\/search\.worker-.*\.js$/;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Readonly<
  Record<string, Chunk>
>;
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(js|css|svg|html|webmanifest|wasm)$/.test(file),
);
const sizes = new Map(
  files.map((file) => [file, brotliCompressSync(readFileSync(join(dist, file))).length] as const),
);

function filesOf(key: string, into: Set<string>): Set<string> {
  const chunk = manifest[key];
  if (!chunk || into.has(chunk.file)) return into;
  into.add(chunk.file);
  for (const file of [...(chunk.css ?? []), ...(chunk.assets ?? [])])
    if (!WORKER.test(file)) into.add(file);
  for (const imported of chunk.imports ?? []) filesOf(imported, into);
  return into;
}

const missing = [...ASKED_FOR, ...STARTS].filter((key) => !manifest[key]);
if (missing.length > 0) {
  console.error(`size: not in the build: ${missing.join(', ')}. Mend the list in e2e/size.ts.`);
  process.exit(1);
}
/** Every file of a start on one screen. */
function firstLoad(screen: string): ReadonlySet<string> {
  const first = new Set<string>(['index.html', 'icon.svg', 'manifest.webmanifest']);
  for (const [key, chunk] of Object.entries(manifest))
    if (chunk.isEntry && !WORKER.test(chunk.file)) filesOf(key, first);
  for (const key of [...ASKED_FOR, screen]) filesOf(key, first);
  for (const file of files) if (STARTED.test(file)) first.add(file);
  return first;
}

const sum = (names: Iterable<string>, only: RegExp): number =>
  [...names].reduce((total, name) => total + (only.test(name) ? (sizes.get(name) ?? 0) : 0), 0);
const loads = STARTS.map(firstLoad);
/** The list that the build wrote into the worker. */
const worker = readFileSync(join(dist, 'sw.js'), 'utf8');
const kept = files.filter((file) => worker.includes(`url:\`${file}\``));
/** Kept besides, soon after somebody signed in. */
const ofStaff = files.filter((file) => isOfStaff(`/${file}`));
/** What is kept must not need what may not be there: it would not open without a network. */
const unkept = Object.values(manifest)
  .filter(({ file }) => kept.includes(file) || ofStaff.includes(file))
  .flatMap(({ file, imports = [] }) => imports.map((key) => [file, manifest[key]?.file ?? key]))
  .filter(([file = '', needed = '']) => {
    const isThere = kept.includes(needed) || (ofStaff.includes(file) && ofStaff.includes(needed));
    return !isThere;
  });
for (const [file, needed] of unkept) console.error(`size: ${file} is kept and needs ${needed}`);
console.log(
  `size: kept for staff besides, script ${(sum(ofStaff, /\.js$/) / KB).toFixed(1)} KB Brotli`,
);
const BUDGETS: readonly (readonly [name: string, bytes: number, limit: number])[] = [
  ['first load, script', Math.max(...loads.map((load) => sum(load, /\.js$/))), 150 * KB],
  ['first load, all', Math.max(...loads.map((load) => sum(load, /./))), 300 * KB],
  ['precached, script', sum(kept, /\.js$/), 250 * KB],
  ['precached, all', sum(kept, /./), 500 * KB],
];
for (const [name, bytes, limit] of BUDGETS) {
  const verdict = bytes <= limit ? 'within' : 'OVER';
  console.log(`size: ${name} ${(bytes / KB).toFixed(1)} KB Brotli, ${verdict} ${limit / KB} KB`);
}
process.exit(unkept.length === 0 && BUDGETS.every(([, bytes, limit]) => bytes <= limit) ? 0 : 1);
