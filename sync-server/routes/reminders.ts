import { Hono } from 'hono';
import { isUuid } from '#shared/domain/ids.ts';
import type { AppointmentReminders, RemindersPage, TestAnswer } from '#shared/sync/reminders.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Reminders } from '#server/services/reminders/reminders.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';
import { reminderKeyBody, reminderSettingsBody, testMailBody } from './reminder-bodies.ts';

/** `/api/v1/reminders` for administrators, and what was sent of an appointment for anybody signed in. */
export function reminderRoutes(reminders: Reminders): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/reminders', async (c) => c.json<RemindersPage>(await reminders.page()))
    .put('/reminders', async (c) => {
      const body = await readJson(c, reminderSettingsBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const changed = await reminders.change(body.value);
      return changed.ok ? c.json<RemindersPage>(changed.value) : refuse(c, changed.error.kind);
    })
    .post('/reminders/test', async (c) => {
      const body = await readJson(c, testMailBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const sent = await reminders.test(body.value.to);
      return sent.ok ? c.json<TestAnswer>(sent.value) : refuse(c, sent.error.kind);
    })
    .post('/reminders/retry', async (c) => {
      const body = await readJson(c, reminderKeyBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      if (!(await reminders.retry(body.value.key))) return refuse(c, 'no-such-message');
      return c.json<RemindersPage>(await reminders.page());
    })
    .get('/appointments/:id/reminders', async (c) => {
      const id = c.req.param('id');
      if (!isUuid(id)) return refuse(c, 'no-such-appointment');
      return c.json<AppointmentReminders>(await reminders.ofAppointment(id));
    });
}
