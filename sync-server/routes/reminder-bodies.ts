import * as v from 'valibot';
import { isUuid } from '#shared/domain/ids.ts';
import { isAddressLike } from '#shared/domain/telecom.ts';
import { LEAD_HOURS } from '#shared/sync/reminders.ts';

/** What the routes of reminders take in. */
const wall = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const leads = v.pipe(v.array(v.picklist(LEAD_HOURS)), v.maxLength(LEAD_HOURS.length));
/** It stands in messages: a line of words, no link. */
const line = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(most),
    v.check((text: string) => !/[\p{Cc}\p{Cs}]/u.test(text)),
  );
const phone = line(40);

export const reminderSettingsBody = v.strictObject({
  isOn: v.boolean(),
  leads,
  quiet: v.strictObject({ from: wall, until: wall }),
  notices: v.strictObject({ booked: v.boolean(), moved: v.boolean(), cancelled: v.boolean() }),
  phone,
  feeds: v.strictObject({ hasInitials: v.boolean() }),
  clinics: v.record(
    v.pipe(
      v.string(),
      v.check((id: string) => isUuid(id)),
    ),
    v.strictObject({
      isOff: v.exactOptional(v.boolean()),
      shownName: v.exactOptional(line(120)),
      phone: v.exactOptional(phone),
      leads: v.exactOptional(leads),
    }),
  ),
});
export const feedBody = v.strictObject({ language: v.pipe(v.string(), v.maxLength(35)) });
const endpoint = v.pipe(v.string(), v.maxLength(1000));
const base64 = (bytes: number) =>
  v.pipe(
    v.string(),
    v.maxLength(200),
    v.check((text: string) => Buffer.from(text, 'base64url').length === bytes),
  );
/** A browser that is to show messages, or no more. */
export const pushBody = v.union([
  v.strictObject({ endpoint, isOff: v.literal(true) }),
  v.strictObject({ endpoint, keys: v.strictObject({ p256dh: base64(65), auth: base64(16) }) }),
]);
export const testMailBody = v.strictObject({
  to: v.pipe(v.string(), v.trim(), v.check(isAddressLike)),
});
export const reminderKeyBody = v.strictObject({ key: v.pipe(v.string(), v.maxLength(300)) });
