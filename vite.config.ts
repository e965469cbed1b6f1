import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, defaultClientConditions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { partOf } from './service-worker/what-is-kept.ts';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const here = import.meta.dirname;
/** Elsewhere only for a benchmark's reference. */
const dist = process.env['WARDLINE_DIST'] ?? join(here, 'dist');
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as {
  version: string;
};
/** Every source file of the app: the version says which build this is, alike on every machine. */
const appVersion = `${version}+${hashOf(['pwa', 'shared', 'service-worker']).slice(0, 7)}`;

/** Whole worlds and whole processes begin first, so that none of them is waited for alone at the end. */
class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const turn = ({ moduleId }: TestSpecification): number =>
      ['/e2e/simulator/', '/e2e/', '/sync-server/'].findIndex((room) => moduleId.includes(room)) >>>
      0;
    return files.toSorted((a, b) => turn(a) - turn(b));
  }
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) =>
      join(f.parentPath, f.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}

function hashOf(rooms: readonly string[]): string {
  const hash = createHash('sha256');
  for (const room of rooms)
    for (const file of filesIn(join(here, room)))
      if (!file.includes('.test.')) hash.update(readFileSync(join(here, room, file)));
  return hash.digest('hex');
}

/**
 * What only a device on-line has a use for, and can do without: the hospital hands it out. Not what brings unsent work home
 * (`hand-over`, `offer-lost`): an app that is too old finds a hospital that has its files no more.
 */
const ONLINE_ONLY = /^assets\/(load-snapshot|load-target|compare)-[\w-]+\.js$/;
/**
 * What the worker does not keep from the first visit on: pictures for the install dialog, the build's own list, and the store for
 * browsers that keep nothing. Compressed copies and the worker itself lie there when two builds meet: one address that the server
 * does not know, and no worker installs.
 */
const NOT_PRECACHED = [
  /^(screenshots|icons|\.vite)\//,
  /\.(map|br)$/,
  /^sw\.js$/,
  /^assets\/storage-memory-/,
  ONLINE_ONLY,
];

/**
 * The page brings its style along and asks for its script without haste, so that the first paint waits for one answer only. The server
 * names the style in its policy by its hash (sync-server/middleware/content-security-policy.ts).
 */
function askWithoutHaste(): Plugin {
  return {
    name: 'ask-without-haste',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (page) => page.replace('<script type="module" ', '$&fetchpriority="low" '),
    },
  };
}

/** Of mingo, RxDB asks one thing: does this document match? How it would walk through many stays away (platform/mingo-walk.ts). */
function mingoOnlyMatches(): Plugin {
  return {
    name: 'mingo-only-matches',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source, importer) => {
      const isWalk =
        source === 'mingo/operators/pipeline' ||
        (source === './cursor' && importer?.includes('/node_modules/mingo/') === true);
      return isWalk ? join(here, 'pwa/platform/mingo-walk.ts') : null;
    },
  };
}

/**
 * The worker that hosts the store is one more entry of the app's own build, not a build of its own: what it shares with the page (RxDB's
 * own tools) is one file for both.
 */
function storeWorker(): Plugin {
  const written = "new URL('../workers/store.worker.ts', import.meta.url)";
  let emitted = '';
  return {
    name: 'store-worker',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      const id = join(here, 'pwa/workers/store.worker.ts');
      emitted = this.emitFile({ type: 'chunk', id, name: 'store.worker' });
    },
    transform: (code) =>
      code.includes(written)
        ? code.replace(written, `import.meta.ROLLUP_FILE_URL_${emitted}`)
        : null,
    generateBundle(_, bundle) {
      const walk = (file: string): readonly string[] => {
        const chunk = bundle[file];
        return chunk?.type === 'chunk' ? [chunk.name, ...chunk.imports.flatMap(walk)] : [];
      };
      const needsPage = walk(this.getFileName(emitted)).filter((name) => PAGES.has(name));
      if (needsPage.length > 0) this.error(`the worker of the store takes ${needsPage.join(', ')}`);
    },
  };
}

/** Files that cannot run without a page. */
const PAGES: ReadonlySet<string> = new Set(['first', 'parts', 'index']);

/** After the app is built: lists its files, builds service-worker/sw.ts with that list in it, and compresses everything once. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async closeBundle() {
      // Called after a failed build too: then Vite says why, not we.
      if (!existsSync(dist)) return;
      const files = filesIn(dist);
      const parts = files.map((file) => `/${file}`).filter((path) => partOf(path) !== null);
      const manifest = files
        .filter((file) => !parts.includes(`/${file}`))
        .filter((file) => !NOT_PRECACHED.some((pattern) => pattern.test(file)))
        .map((url) => ({
          url,
          revision: url.startsWith('assets/')
            ? null
            : createHash('sha256')
                .update(readFileSync(join(dist, url)))
                .digest('hex')
                .slice(0, 16),
        }));
      await build({
        configFile: false,
        root: here,
        publicDir: false,
        logLevel: 'warn',
        define: {
          'self.__WB_MANIFEST': JSON.stringify(manifest),
          'self.__PARTS': JSON.stringify(parts),
          'process.env.NODE_ENV': '"production"',
          __APP_VERSION__: JSON.stringify(appVersion),
        },
        build: {
          outDir: dist,
          emptyOutDir: false,
          target: 'es2022',
          rolldownOptions: {
            input: join(here, 'service-worker/sw.ts'),
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      });
      writeFileSync(join(dist, 'version.json'), JSON.stringify({ appVersion }));
      for (const file of filesIn(dist)) {
        if (!/\.(js|css|html|svg|webmanifest|wasm|json)$/.test(file)) continue;
        const raw = readFileSync(join(dist, file));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        const small = brotliCompressSync(raw, { params });
        if (small.length < raw.length) writeFileSync(join(dist, `${file}.br`), small);
      }
    },
  };
}

/** What every start needs is one file, and what many screens share another: each file costs a phone a journey of its own. */
const CHUNKS = [
  // What the worker of the store takes stands in no file that needs a page.
  { name: 'rxjs', test: /node_modules\/rxjs\//, priority: 3 },
  {
    // What comes over the wire is read in the worker of the store too.
    name: 'wire',
    test: /\/shared\/(lib\/(json|uuid)|sync\/wire-document|domain\/collections)\.ts|\/sync\/read-segment\.ts/,
    priority: 3,
  },
  {
    name: 'first',
    tags: ['$initial'],
    test: /^(?!.*(node_modules\/(?!preact|@preact)|\/pwa\/(sealed-store|workers|platform\/(rxdb-channel|mingo-walk))))/,
    priority: 2,
  },
  {
    name: 'parts',
    // A dialog comes with the first one that is opened, the look of bookings and free times with the calendar, the words of
    // a record with what shows one.
    test: /\/(pwa\/(ui|widgets|store|i18n)|shared)\/(?!dialog|booking-look|lost-time|person-picker|pick|record-|scheduling\/[ahfosz])/,
    minShareCount: 5,
    priority: 1,
  },
  {
    // What several screens of daily work share comes in one piece: many small ones cost more bytes.
    name: 'work',
    test: /\/(pwa\/(ui|widgets|store)\/(dialog|pick|person-picker|lost-time|patient-banner|bed-picker|reach-field|check-list|use-series|record-words|when-held|names-of|use-rights)|shared\/scheduling\/[ahfo])/,
    minShareCount: 2,
    priority: 0,
  },
];

export default defineConfig({
  root: 'pwa',
  resolve: {
    // RxJS as it is written, not as it was once taken apart for browsers without classes.
    conditions: ['es2015', ...defaultClientConditions],
    alias: [
      // Dexie's own build for browsers of today; RxDB and the app must get the same one.
      { find: /^dexie$/, replacement: join(here, 'node_modules/dexie/dist/modern/dexie.mjs') },
      { find: /^broadcast-channel$/, replacement: join(here, 'pwa/platform/rxdb-channel.ts') },
    ],
  },
  define: { __APP_VERSION__: JSON.stringify(appVersion) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [mingoOnlyMatches(), storeWorker(), askWithoutHaste(), serviceWorker()],
  worker: { format: 'es' },
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // Asking for a chunk's chunks beforehand costs the page more than the worker takes to hand them out.
    modulePreload: { polyfill: false, resolveDependencies: () => [] },
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/sync', '/fhir'].map((path) => [path, 'http://127.0.0.1:8080']),
    ),
  },
  test: {
    root: here,
    setupFiles: ['shared/testing/vitest-setup.ts'],
    testTimeout: 20_000,
    // Vitest leaves one processor free by itself, which on two is half of them.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['{shared,sync-server,service-worker}/**/*.test.ts'],
          // No module of theirs keeps mutable state, so files share a process: a third less processor time.
          isolate: false,
        },
      },
      // A page, a browser's database, a whole world: each file has its own.
      { extends: true, test: { name: 'worlds', include: ['{pwa,e2e}/**/*.test.{ts,tsx}'] } },
    ],
    sequence: { sequencer: LongFilesFirst },
  },
});
