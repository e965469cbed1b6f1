import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInProcess, type InProcess } from '#server/testing/in-process.ts';
import { readStaticFiles } from './static-files.ts';

let hospital: InProcess;
let folder: string;
const page =
  '<!doctype html><title>Wardline</title><script>let ward;</script><style>b{color:red}</style><script src="/x.js"></script>';
const script = 'export const ward = 1;\n'.repeat(50);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wardline-dist-'));
  const dist = join(folder, 'dist');
  await mkdir(join(dist, 'assets'), { recursive: true });
  await mkdir(join(dist, '.vite'));
  await writeFile(join(folder, 'secret.txt'), 'canary');
  await writeFile(join(dist, 'index.html'), page);
  await writeFile(join(dist, 'sw.js'), 'self.x = 1;');
  await writeFile(join(dist, 'manifest.webmanifest'), '{}');
  await writeFile(join(dist, '.vite/manifest.json'), '{}');
  await writeFile(join(dist, 'assets/ward-abc123.js'), script);
  await writeFile(join(dist, 'assets/ward-abc123.js.br'), brotliCompressSync(script));
  hospital = startInProcess({ files: await readStaticFiles(dist) });
});
afterAll(async () => {
  await hospital.stop();
  await rm(folder, { recursive: true });
});
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  Promise.resolve(hospital.app.request(`http://localhost${path}`, { headers, method }));

test('a hashed file is kept for ever and comes compressed to who takes it', async () => {
  const plain = await ask('/assets/ward-abc123.js');
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await plain.text()).toBe(script);

  const small = await ask('/assets/ward-abc123.js', { 'accept-encoding': 'gzip, br' });
  expect(small.headers.get('content-encoding')).toBe('br');
  expect(small.headers.get('vary')).toBe('accept-encoding');
  const bytes = Buffer.from(await small.arrayBuffer());
  expect(small.headers.get('content-length')).toBe(String(bytes.length));
  expect(brotliDecompressSync(bytes).toString()).toBe(script);
  expect(small.headers.get('etag')).not.toBe(plain.headers.get('etag'));

  const refused = await ask('/assets/ward-abc123.js', { 'accept-encoding': 'br;q=0' });
  expect(refused.headers.get('content-encoding')).toBeNull();
});

test('the page, the worker and the manifest are asked for again each time, and unchanged cost nothing', async () => {
  for (const path of ['/', '/index.html', '/sw.js', '/manifest.webmanifest']) {
    const first = await ask(path);
    expect([path, first.headers.get('cache-control')]).toEqual([path, 'no-cache']);
    const etag = first.headers.get('etag') ?? '';
    const again = await ask(path, { 'if-none-match': `W/"other", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

test('a screen of the app gets the page, whatever its path', async () => {
  for (const path of ['/patients', '/wards/018f', '/calendar?day=2026-05-04', '/apiary']) {
    const answer = await ask(path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, page]);
  }
});

test.each([
  '/api/v1/nope',
  '/api',
  '/sync/v1/nope',
  '/assets/gone-abc.js',
  '/favicon.ico',
  '/assets/ward-abc123.js.br',
  '/.vite/manifest.json',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/assets/%00.js',
])('%s is not there, and says so as a problem', async (path) => {
  const answer = await ask(path);
  const text = await answer.text();
  expect(text).not.toContain('canary');
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});

test('files are read, never written', async () => {
  const head = await ask('/', {}, 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(head.headers.get('content-length')).toBe(String(page.length));
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    expect((await ask('/', {}, method)).status).toBe(404);
  }
});

test('every answer carries the headers, refusals included, and names what stands in the page by its hash', async () => {
  for (const path of [
    '/',
    '/assets/ward-abc123.js',
    '/api/v1/hospital',
    '/api/v1/me',
    '/gone.js',
    '/livez',
  ]) {
    const { headers } = await ask(path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-f6syjduhhVS95sWed3tohK5UsCZxp5lxWGI0ogRFRrM='; style-src 'self' 'sha256-ypIZpeWh67Lh3q46jpjGW7VCAJpmEqcFe8Dl5B2rXQU='; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('microphone=()');
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});
