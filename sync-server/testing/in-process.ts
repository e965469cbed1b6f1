import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { newId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/person.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { AppEnv } from '#server/app-env.ts';
import { createApp } from '#server/app.ts';
import { createServices, type Services, type ServicesDeps } from '#server/create-services.ts';
import { BUDGETS, type Budgets } from '#server/middleware/rate-budget.ts';
import type { StaticFiles } from '#server/routes/static-files.ts';
import { newAccount } from '#server/services/people.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
import type { Store } from '#server/store/store.ts';

export const PASSWORD = 'correct horse 9';

/** The server in this process over a database in memory, with a clock that a test moves. */
export interface InProcess {
  readonly app: Hono<AppEnv>;
  readonly store: Store;
  readonly services: Services;
  readonly clock: { now: () => number; at: number };
  readonly addPerson: (username: string, ...roles: readonly Role[]) => Promise<StoredAccount>;
  readonly browser: () => Browser;
  readonly stop: () => Promise<void>;
}
export interface InProcessOptions extends Pick<ServicesDeps, 'mailer' | 'pusher' | 'publicUrl'> {
  readonly budgets?: Partial<Budgets>;
  readonly files?: StaticFiles;
  readonly logger?: Logger;
  /** What the disk has left; a test may fill it. */
  readonly disk?: { freeBytes: number };
  /** A copy to go on from, instead of an empty hospital in memory. */
  readonly file?: string;
  /** Where files lie; a folder of its own unless one is named. */
  readonly filesFolder?: string;
}

/** Builds the real thing: SQLite, every service, every route; only the port is missing, and the disk unless a file is named. */
export function startInProcess(options: InProcessOptions = {}): InProcess {
  const clock = { at: Date.UTC(2026, 4, 4, 8), now: () => clock.at };
  let epochs = 0;
  const { file = ':memory:' } = options;
  const newEpoch = (): string =>
    `${basename(file, '.db').replace(':memory:', 'epoch')}${(epochs += 1)}`;
  const store = openSqliteStore(file, { clock, newEpoch });
  const filesFolder = options.filesFolder ?? join(tmpdir(), `wardline-files-${newId<string>()}`);
  const services = createServices({
    store,
    clock,
    appVersion: '0.1.0+test',
    mailer: options.mailer ?? null,
    pusher: options.pusher ?? null,
    publicUrl: options.publicUrl ?? null,
    diskFreeBytes: async () => options.disk?.freeBytes ?? 1e12,
    logger: null,
    filesFolder,
  });
  const app = createApp({
    ...services,
    built: options.files ?? new Map(),
    budgets: { ...BUDGETS, ...options.budgets },
    logger: options.logger ?? null,
  });
  return {
    app,
    store,
    services,
    clock,
    addPerson: async (username, ...roles) => {
      const fields = { username, name: `${username} of the ward`, roles, password: PASSWORD };
      const account = await newAccount(fields, false, instantAt(clock.at));
      await store.accounts.addAccount(account);
      return account;
    },
    browser: () => createBrowser(app),
    stop: async () => {
      await services.stop();
      await store.close();
      if (options.filesFolder === undefined) rmSync(filesFolder, { recursive: true, force: true });
    },
  };
}

export interface Browser {
  readonly cookies: Map<string, string>;
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  readonly signIn: (username: string, password?: string) => Promise<Response>;
}

/** A browser as far as cookies go: it keeps what it is given and sends it back. */
function createBrowser(app: Hono<AppEnv>): Browser {
  const cookies = new Map<string, string>();
  const send: Browser['send'] = async (method, path, body, headers = {}) => {
    const answer = await app.request(`http://localhost${path}`, {
      method,
      headers: {
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bodyOf(body) }),
    });
    for (const line of answer.headers.getSetCookie()) keepCookie(cookies, line);
    return answer;
  };
  return {
    cookies,
    send,
    signIn: (username, password = PASSWORD) =>
      send('POST', '/api/v1/sign-in', { username, password, deviceKind: 'tablet' }),
  };
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, at);
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, pair.slice(at + 1));
}

/** What an answer says. */
export async function jsonOf<T>(answer: Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T;
}
