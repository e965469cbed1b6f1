import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const ROOM = join(import.meta.dirname, '../../node_modules/.cache/pouchdb-reference');
const PACKAGES = [
  'pouchdb@9.0.0',
  'express-pouchdb@4.2.0',
  'express@4.21.2',
  'pouchdb-adapter-memory@9.0.0',
];

export interface PouchReference {
  readonly url: string;
  /** The browser build of PouchDB, as its makers ship it. */
  readonly script: string;
  close(): void;
}

/**
 * PouchDB's own server with `documents` in it. Its 240 packages are no part of the product, so the benchmark installs them by npm
 * into a cache of its own the first time it runs.
 */
export async function startPouch(
  documents: readonly { readonly id: string }[],
): Promise<PouchReference> {
  install();
  const load = createRequire(join(ROOM, 'package.json'));
  const PouchDB = load('pouchdb')
    .plugin(load('pouchdb-adapter-memory'))
    .defaults({ adapter: 'memory' });
  const db = new PouchDB('people');
  for (let n = 0; n < documents.length; n += 1000) {
    await db.bulkDocs(
      documents.slice(n, n + 1000).map(({ id, ...rest }) => ({ _id: id, ...rest })),
    );
  }
  const app = load('express')();
  app.use((request: Ask, response: Answer, next: () => void) => {
    response.setHeader('access-control-allow-origin', request.headers['origin'] ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-allow-headers', 'content-type, accept');
    response.setHeader('access-control-allow-methods', 'GET, PUT, POST, DELETE, OPTIONS');
    if (request.method === 'OPTIONS') return response.end();
    return next();
  });
  app.use(
    '/',
    load('express-pouchdb')(PouchDB, {
      mode: 'minimumForPouchDB',
      inMemoryConfig: true,
      logPath: join(ROOM, 'log.txt'),
    }),
  );
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${server.address().port}/people`,
        script: readFileSync(join(ROOM, 'node_modules/pouchdb/dist/pouchdb.min.js'), 'utf8'),
        close: () => server.close(),
      });
    });
  });
}

interface Ask {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}
interface Answer {
  setHeader(name: string, value: string): void;
  end(): void;
}

function install(): void {
  if (existsSync(join(ROOM, 'node_modules/pouchdb/package.json'))) return;
  mkdirSync(ROOM, { recursive: true });
  writeFileSync(join(ROOM, 'package.json'), '{ "private": true }');
  const { status } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '-E', ...PACKAGES],
    { cwd: ROOM, stdio: 'inherit' },
  );
  if (status !== 0)
    throw new Error('PouchDB, the reference of this benchmark, could not be installed by npm');
}
