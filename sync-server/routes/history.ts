import { Hono } from 'hono';
import { parseId, type PatientId } from '#shared/domain/ids.ts';
import type { HistoryAnswer, RecordAnswer } from '#shared/sync/history.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { History } from '#server/services/history.ts';
import { refuse } from './refusal.ts';

/** `/api/v1/patients/:id/history` and `/record`: what the hospital holds of a patient and devices do not. */
export function historyRoutes(history: History): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/patients/:id/history', async (c) => {
      const id = parseId<PatientId>(c.req.param('id'));
      if (!id) return refuse(c, 'no-such-patient');
      const before = c.req.query('before');
      if (before !== undefined && !/^\d{1,15}$/.test(before)) {
        return refuse(c, 'not-readable', { where: 'before', detail: 'before is a sequence.' });
      }
      const page = await history.read(id, before === undefined ? undefined : Number(before));
      return page.ok ? c.json<HistoryAnswer>(page.value) : refuse(c, page.error.kind);
    })
    .get('/patients/:id/record', async (c) => {
      const id = parseId<PatientId>(c.req.param('id'));
      if (!id) return refuse(c, 'no-such-patient');
      const record = await history.record(id);
      return record.ok ? c.json<RecordAnswer>(record.value) : refuse(c, record.error.kind);
    });
}
