import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installBeside } from '#e2e/harness/install-beside.ts';

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
  const room = installBeside('pouchdb-reference', PACKAGES);
  const load = createRequire(join(room, 'package.json'));
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
      logPath: join(room, 'log.txt'),
    }),
  );
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${server.address().port}/people`,
        script: readFileSync(join(room, 'node_modules/pouchdb/dist/pouchdb.min.js'), 'utf8'),
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
