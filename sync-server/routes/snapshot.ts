import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import type { Snapshots } from '#server/services/snapshot.ts';
import { jsonPage } from './json-page.ts';
import { refuse } from './refusal.ts';

export interface SnapshotRouteDeps {
  readonly snapshots: Pick<Snapshots, 'manifest' | 'segment'>;
}

/** `GET /sync/v1/snapshot/:scope` and `/:scope/:hash`: the first sync in parts (S15). */
export function snapshotRoute({ snapshots }: SnapshotRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/:scope', async (c) => {
      const manifest = await snapshots.manifest(c.var.device, c.req.param('scope'));
      if (!manifest) return refuse(c, 'not-found', { detail: 'This device does not hold that.' });
      return c.json(manifest, 200, { 'cache-control': 'no-store' });
    })
    .get('/:scope/:hash', async (c) => {
      const { scope, hash } = c.req.param();
      const segment = await snapshots.segment(c.var.device, scope, hash);
      if (segment) return jsonPage(c, segment);
      return refuse(c, 'not-found', { detail: 'Ask for the list of segments again.' });
    });
}
