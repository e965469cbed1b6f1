import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { newAccount } from '#server/services/people.ts';
import { BROWSER_ARGS, findBrowser } from '#e2e/browser.ts';
import { startBenchHospital, type BenchHospital } from '#e2e/bench/bench-hospital.ts';
import { median, printRatio } from '#e2e/bench/interleave.ts';
import { openBareStore } from '#e2e/bench/push/bare-store.ts';
import { editedOf } from '#e2e/bench/push/edits.ts';
import { benchPeople } from '#e2e/bench/sync/people.ts';
import { oneChange } from '#e2e/bench/stream/one-change.ts';
import type { BenchDevice } from './page.ts';
import { buildPage } from '#e2e/bench/build-page.ts';

const PEOPLE = 200;
const WRITES = 60;
const UNCOUNTED = 10;
const CLERK = {
  username: 'clerk',
  name: 'Clerk',
  roles: ['reception'],
  password: 'a long enough password',
} as const;
declare const device: BenchDevice;

/**
 * A change on one device until a query on another shows it, beside the sum of what it cannot do without: one SQLite transaction, one
 * hop of a stream, one raw put. Both in turn, each on the same pages.
 */
export async function measureVisible(): Promise<void> {
  const browser = await findBrowser();
  if (!browser) throw new Error('there is no Chromium here: set CHROMIUM_PATH or install one');
  const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-visible-'));
  const hospital = await startBenchHospital(
    PEOPLE,
    await buildPage(import.meta.dirname, join(folder, 'page')),
  );
  const parts = await startParts();
  const bare = openBareStore(
    join(folder, 'bare.db'),
    benchPeople(PEOPLE).map((person) => editedOf(person, 0)),
    'document-alone',
  );
  const running = await chromium.launch({
    executablePath: browser.file,
    args: [...BROWSER_ARGS],
    env: { ...(process.env as Record<string, string>), ...browser.env },
  });
  try {
    await addClerk(hospital);
    const [from, to] = [
      await openDevice(running, hospital, parts),
      await openDevice(running, hospital, parts),
    ];
    const figures = {
      visible: [] as number[],
      sqlite: [] as number[],
      hop: [] as number[],
      put: [] as number[],
    };
    for (let n = 1; n <= WRITES + UNCOUNTED; n += 1) {
      const person = benchPeople(PEOPLE)[n % PEOPLE];
      if (!person) throw new Error('broken promise: there are so many');
      const began = performance.now();
      bare.write([editedOf(person, n)]);
      const sqlite = performance.now() - began;
      const hop = await to.evaluate((url) => device.hop(url), parts.url);
      const put = await to.evaluate((text) => device.rawPut(JSON.parse(text)), documentText());
      const visible = await writeAndSee(from, to, [person.id, `change ${n}`]);
      if (n <= UNCOUNTED) continue;
      figures.visible.push(visible);
      figures.sqlite.push(sqlite);
      figures.hop.push(hop);
      figures.put.push(put);
    }
    print(figures);
  } finally {
    await running.close();
    parts.close();
    bare.close();
    await hospital.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(
  figures: Readonly<Record<'visible' | 'sqlite' | 'hop' | 'put', readonly number[]>>,
): void {
  const { visible, sqlite, hop, put } = figures;
  const parts = median(sqlite) + median(hop) + median(put);
  console.log(
    `stream.visible-ms ${median(visible).toFixed(1)}, p95 ${visible.toSorted((a, b) => a - b)[Math.floor(visible.length * 0.95)]?.toFixed(1)}; parts: transaction ${median(sqlite).toFixed(2)}, hop ${median(hop).toFixed(2)}, put ${median(put).toFixed(2)}`,
  );
  printRatio('stream.visible-vs-parts', median(visible) / parts);
}

async function writeAndSee(
  from: Page,
  to: Page,
  [id, text]: readonly [string, string],
): Promise<number> {
  await from.evaluate((a) => device.show(a), id);
  const seen = to.evaluate(([a, b]) => device.seen(a, b), [id, text] as const);
  const began = await from.evaluate(([a, b]) => device.write(a, b), [id, text] as const);
  return (await seen) - began;
}

/** A document of the raw put, as the stream brings it. */
function documentText(): string {
  const { documents } = JSON.parse(oneChange(1)) as { documents: readonly object[] };
  return JSON.stringify({ ...documents[0], unsent: 0 });
}

async function addClerk({ server }: BenchHospital): Promise<void> {
  await server.store.accounts.addAccount(await newAccount(CLERK, false, new Date().toISOString()));
}

async function openDevice(
  running: Browser,
  { server }: BenchHospital,
  { url }: Parts,
): Promise<Page> {
  // The reference lies on another origin, which the product's own policy forbids.
  const context = await running.newContext({ bypassCSP: true });
  const { username, password } = CLERK;
  const answer = await context.request.post(`${server.url}/api/v1/sign-in`, {
    headers: { origin: server.url },
    data: { username, password, deviceKind: 'tablet' },
  });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
  const me = (await answer.json()) as { person: { id: string }; device: { id: string } };
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => 'device' in globalThis);
  await page.evaluate((there) => device.setClock(there), url);
  const author = { person: me.person.id, device: me.device.id, roles: CLERK.roles };
  await page.evaluate((given) => device.start(given as never), author);
  return page;
}

interface Parts {
  readonly url: string;
  close(): void;
}

/** The clock of this process, and a stream of events that say when they were sent, each as long as a real change. */
async function startParts(): Promise<Parts> {
  const readers = new Set<ServerResponse>();
  const padding = oneChange(1).replaceAll('\n', ' ');
  const server: Server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/now') return response.end(String(performance.now()));
    if (request.url === '/hops') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      readers.add(response);
      return;
    }
    response.end();
    for (const reader of readers) reader.write(`data: ${performance.now()} ${padding}\n\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
