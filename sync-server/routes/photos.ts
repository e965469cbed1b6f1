import { Hono, type Context } from 'hono';
import { parseId, type PersonId } from '#shared/domain/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Account } from '#shared/sync/accounts.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { PhotoError, Photos } from '#server/services/photos.ts';
import { isKnownTag } from './known-tag.ts';
import { mediaTypeOf, NOT_A_PHOTO } from './media-types.ts';
import { refuse } from './refusal.ts';

/** `/api/v1/staff/:id/photo` for anybody signed in; administrators put it and take it away under `/api/v1/people`. */
export function photoRoutes(photos: Photos): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/staff/:id/photo', async (c) => {
      const id = idOf(c);
      const photo = id && (await photos.read(id));
      if (!photo) return refuse(c, 'no-such-photo');
      const { hash, type, bytes } = photo;
      // A browser may keep it for who is signed in; it asks each time whether it still is the one.
      const headers = { etag: `"${hash}"`, 'cache-control': 'private, no-cache' };
      if (isKnownTag(c.req.header('if-none-match'), headers.etag))
        return c.body(null, 304, headers);
      const length = { 'content-type': type, 'content-length': String(bytes.byteLength) };
      return c.body(bytes, 200, { ...headers, ...length });
    })
    .put('/people/:id/photo', async (c) => {
      const id = idOf(c);
      if (!id) return refuse(c, 'no-such-person');
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      return answer(c, await photos.change(id, mediaTypeOf(c.req.header('content-type')), bytes));
    })
    .delete('/people/:id/photo', async (c) => {
      const id = idOf(c);
      return id ? answer(c, await photos.remove(id)) : refuse(c, 'no-such-person');
    });
}

function idOf(c: Context<AppEnv, '/:id'>): PersonId | null {
  return parseId<PersonId>(c.req.param('id'));
}

function answer(c: Context<AppEnv>, changed: Result<Account, PhotoError>): Response {
  if (changed.ok) return c.json<{ person: Account }>({ person: changed.value });
  const { kind } = changed.error;
  return kind === 'not-a-photo' ? refuse(c, kind, { detail: NOT_A_PHOTO }) : refuse(c, kind);
}
