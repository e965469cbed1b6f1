import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import type { Metrics } from '#server/services/metrics.ts';
import { refuse } from './refusal.ts';

export interface HealthRouteDeps {
  /** Null while all is well, else the sentence that says what is not. */
  readonly whyNotReady: () => Promise<string | null>;
  readonly metrics: Metrics;
}

/** `/livez`: this process answers. `/readyz`: it can do its work. `/metrics`: figures for Prometheus. */
export function healthRoutes({ whyNotReady, metrics }: HealthRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/livez', (c) => c.text('ok', 200, { 'cache-control': 'no-store' }))
    .get('/readyz', async (c) => {
      const why = await whyNotReady();
      if (why !== null) return refuse(c, 'not-ready', { detail: why });
      return c.text('ok', 200, { 'cache-control': 'no-store' });
    })
    .get('/metrics', async (c) => {
      const text = await metrics.text();
      return c.body(text, 200, { 'content-type': metrics.contentType });
    });
}
