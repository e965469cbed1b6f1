import { Hono, type Context } from 'hono';
import { parseId, type PatientId } from '#shared/domain/ids.ts';
import type { HistoryAnswer, OpeningAnswer, RecordAnswer } from '#shared/sync/history.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { History } from '#server/services/history.ts';
import type { OpenOutside } from '#server/services/open-outside.ts';
import { openingBody } from './bodies.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';

/** `/api/v1/patients/:id/history` and `/record`: what the hospital holds of a patient and devices do not. */
export function historyRoutes(history: History, openOutside: OpenOutside): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/patients/:id/history', async (c) => {
      const id = parseId<PatientId>(c.req.param('id'));
      if (!id) return refuse(c, 'no-such-patient');
      const before = c.req.query('before');
      if (before !== undefined && !/^\d{1,15}$/.test(before)) {
        return refuse(c, 'not-readable', { where: 'before', detail: 'before is a sequence.' });
      }
      const page = await history.read(
        id,
        scopesOf(c),
        before === undefined ? undefined : Number(before),
      );
      return page.ok ? c.json<HistoryAnswer>(page.value) : refuse(c, page.error.kind);
    })
    .get('/patients/:id/record', async (c) => {
      const id = parseId<PatientId>(c.req.param('id'));
      if (!id) return refuse(c, 'no-such-patient');
      const record = await history.record(id, scopesOf(c));
      return record.ok ? c.json<RecordAnswer>(record.value) : refuse(c, record.error.kind);
    })
    .post('/patients/:id/opening', async (c) => {
      const id = parseId<PatientId>(c.req.param('id'));
      if (!id) return refuse(c, 'no-such-patient');
      const body = await readJson(c, openingBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const device = c.var.browser;
      if (!device) return refuse(c, 'signed-out');
      const who = { person: c.var.signedIn.person, device };
      const opened = await openOutside(who, id, body.value.reason);
      return opened.ok ? c.json<OpeningAnswer>(opened.value) : refuse(c, opened.error.kind);
    });
}

/** A record is read as far as the browser that asks may hold it. */
function scopesOf(c: Context<AppEnv>): readonly Scope[] {
  return c.var.browser?.scopes ?? [];
}
