import { Hono, type Context } from 'hono';
import { parseId } from '#shared/domain/ids.ts';
import { assert } from '#shared/lib/assert.ts';
import type { Result } from '#shared/lib/result.ts';
import type { FileJob, FilesAnswer } from '#shared/sync/files.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { FileContent, FileError, Files } from '#server/services/files.ts';
import { fileStepBody, newFileBody } from './file-bodies.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';

/** `/api/v1/files`: what records officers bring in and take out, part by part and step by step. */
export function fileRoutes(files: Files): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/files', async (c) => c.json<FilesAnswer>({ jobs: await files.list() }))
    .post('/files', async (c) => {
      const body = await readJson(c, newFileBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const { signedIn, browser } = c.var;
      assert(browser, 'who is signed in came with a device');
      const { origin } = new URL(c.req.url);
      const asker = { person: signedIn.person, device: browser, base: `${origin}/fhir` };
      return c.json(await files.begin(asker, body.value), 201);
    })
    .get('/files/:id', async (c) => answer(c, await files.read(idOf(c))))
    .delete('/files/:id', async (c) => answer(c, await files.remove(idOf(c))))
    .put('/files/:id/part/:from', async (c) => {
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      return answer(c, await files.take(idOf(c), numberOf(c.req.param('from')), bytes));
    })
    .post('/files/:id/step', async (c) => {
      const body = await readJson(c, fileStepBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      return answer(c, await files.step(idOf(c), body.value));
    })
    .get('/files/:id/rows/:after', async (c) =>
      answer(c, await files.told(idOf(c), numberOf(c.req.param('after')))),
    )
    .get('/files/:id/content', async (c) => {
      const content = await files.content(idOf(c));
      return content.ok ? sent(c, content.value) : refuse(c, content.error.kind);
    });
}

/** No job has an id that is none. */
function idOf(c: Context<AppEnv, '/:id'>): string {
  return parseId<string>(c.req.param('id')) ?? '';
}

function numberOf(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : -1;
}

function answer<T extends FileJob | object>(c: Context, done: Result<T, FileError>): Response {
  return done.ok ? c.json(done.value) : refuse(c, done.error.kind);
}

/** A download that broke off is asked for again from where it stood. */
function sent(c: Context, { name, type, bytes, from }: FileContent): Response {
  const asked = /^bytes=(\d{1,15})-$/.exec(c.req.header('range') ?? '')?.[1];
  const first = asked === undefined ? 0 : Number(asked);
  if (first >= bytes && asked !== undefined) {
    return c.body(null, 416, { 'content-range': `bytes */${bytes}` });
  }
  const headers: Record<string, string> = {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'content-length': String(bytes - first),
    'accept-ranges': 'bytes',
    ...(asked === undefined ? {} : { 'content-range': `bytes ${first}-${bytes - 1}/${bytes}` }),
  };
  return c.body(from(first), asked === undefined ? 200 : 206, headers);
}
