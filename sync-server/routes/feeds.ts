import { Hono } from 'hono';
import { isUuid } from '#shared/domain/ids.ts';
import type { FeedAnswer } from '#shared/sync/feeds.ts';
import type { AppEnv } from '#server/app-env.ts';
import { calendarText } from '#server/interop/icalendar/calendar-text.ts';
import { callerOf } from '#server/middleware/caller.ts';
import type { RateBudget } from '#server/middleware/rate-budget.ts';
import type { Feeds } from '#server/services/feeds.ts';
import type { Reminders } from '#server/services/reminders/reminders.ts';
import { hashBytes } from '#server/services/secrets.ts';
import { isKnownTag } from './known-tag.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';
import { feedBody } from './reminder-bodies.ts';

const CALENDAR = { 'content-type': 'text/calendar; charset=utf-8' };

/** `/api/v1/feed`, a person's own; and one appointment as a file for its patient. */
export function feedRoutes(feeds: Feeds, reminders: Pick<Reminders, 'eventOf'>): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/feed', async (c) => c.json<FeedAnswer>(await feeds.of(c.var.signedIn.person)))
    .post('/feed', async (c) => {
      const body = await readJson(c, feedBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const made = await feeds.make(c.var.signedIn.person, body.value.language);
      return made ? c.json<FeedAnswer>(made) : refuse(c, 'no-clinician');
    })
    .delete('/feed', async (c) => c.json<FeedAnswer>(await feeds.end(c.var.signedIn.person)))
    .get('/appointments/:id/calendar', async (c) => {
      const id = c.req.param('id');
      const event = isUuid(id) ? await reminders.eventOf(id) : null;
      if (!event) return refuse(c, 'no-such-appointment');
      return c.body(calendarText([event], { name: null, method: 'PUBLISH' }), 200, {
        ...CALENDAR,
        'content-disposition': 'attachment; filename="appointment.ics"',
      });
    });
}

/** `/feed/:file`: a clinician's calendar for a program that cannot sign in. Its address is its authority; wrong ones are counted. */
export function calendarFeedRoutes(feeds: Feeds, budget: RateBudget): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/:file', async (c) => {
    const secret = /^([\w-]{43})\.ics$/.exec(c.req.param('file'))?.[1] ?? null;
    const calendar = secret === null ? null : await feeds.read(secret);
    if (!calendar || secret === null) {
      const wait = await budget.spend('anonymous', callerOf(c).address);
      return wait === null
        ? refuse(c, 'not-found')
        : refuse(c, 'too-many', { retryAfterSeconds: wait });
    }
    const { name, events } = calendar;
    const text = calendarText(events, { name, method: 'PUBLISH' });
    const etag = `"${hashBytes(text).slice(0, 32)}"`;
    const headers = { etag, 'cache-control': 'private, no-cache' };
    if (isKnownTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    return c.body(text, 200, { ...CALENDAR, ...headers });
  });
}
