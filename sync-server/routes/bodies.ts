import * as v from 'valibot';
import { isUuid } from '#shared/domain/ids.ts';
import { ROLES } from '#shared/domain/person.ts';
import { isPlaceScope } from '#shared/sync/place-scope.ts';
import type { Scope } from '#shared/sync/scope.ts';

/** What the human routes take in; unknown fields are refused, so that a misspelt one is not silently dropped. */
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120), v.check(isPrintable));
const username = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/),
);
/** Any text at the door: whether it is long enough is the service's word. */
const password = v.pipe(v.string(), v.maxLength(1000));
const deviceKind = v.picklist(['tablet', 'desktop', 'phone']);
const roles = v.pipe(v.array(v.picklist(ROLES)), v.minLength(1), v.maxLength(ROLES.length));
const practitionerId = v.nullable(
  v.pipe(
    v.string(),
    v.check((id: string) => isUuid(id)),
  ),
);

export const signInBody = v.strictObject({
  username: v.pipe(v.string(), v.maxLength(200)),
  password,
  deviceKind,
});
export const passwordBody = v.strictObject({ current: password, next: password });
export const setUpBody = v.strictObject({
  facility: v.strictObject({
    name,
    zone: v.pipe(v.string(), v.maxLength(64), v.check(isZone)),
    language: v.pipe(v.string(), v.maxLength(35), v.check(isLanguage)),
  }),
  admin: v.strictObject({ username, name, password }),
  deviceKind,
});
export const newAccountBody = v.strictObject({
  username,
  name,
  roles,
  practitionerId: v.exactOptional(practitionerId),
  password: v.exactOptional(password),
});
export const accountChangeBody = v.strictObject({
  name: v.exactOptional(name),
  roles: v.exactOptional(roles),
  practitionerId: v.exactOptional(practitionerId),
  isActive: v.exactOptional(v.boolean()),
});
export const deviceChangeBody = v.strictObject({
  name: v.exactOptional(name),
  isLocked: v.exactOptional(v.boolean()),
  places: v.exactOptional(
    v.nullable(v.pipe(v.array(v.custom<Scope>(isPlaceScope)), v.minLength(1), v.maxLength(50))),
  ),
});

const escrowKeys = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
  v.minLength(1),
  v.maxLength(64),
);
export const escrowVerdictBody = v.variant('decision', [
  v.strictObject({ decision: v.literal('apply'), keys: escrowKeys }),
  v.strictObject({
    decision: v.literal('set-aside'),
    keys: escrowKeys,
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500), v.check(isPrintable)),
  }),
]);

/** Why somebody opens a record that their device does not hold. */
export const openingBody = v.strictObject({ reason: name });

function isPrintable(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
