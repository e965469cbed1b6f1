import type { Role } from '#shared/domain/person.ts';
import type { Account } from '#shared/sync/accounts.ts';
import { agoText, dateText, dayAt } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { CallError } from '#pwa/store/call-hospital.ts';

/** The name of a role. */
export function roleWords(role: Role): string {
  return t(`people.role.${role}`);
}

const DAY = 86_400_000;

/** "signed in 2 h ago", "signed in 14 Mar 2026" as the hospital has the day, "never signed in". */
export function seenWords(
  { lastSignedInAt }: Account,
  { now, zone }: { readonly now: number; readonly zone: string },
): string {
  if (!lastSignedInAt) return t('people.neverSeen');
  const ms = now - Date.parse(lastSignedInAt);
  return t('people.lastSeen', {
    when: ms < 7 * DAY ? agoText(ms) : dateText(dayAt(lastSignedInAt, zone)),
  });
}

const KNOWN = [
  'username-taken',
  'last-admin',
  'no-such-person',
  'too-short',
  'too-long',
  'is-username',
  'is-demo',
] as const;

/** Why the hospital did not do it, and what became of it. */
export function refusalWords(error: CallError): string {
  if (error.kind === 'unreachable') return t('people.notReached');
  if (error.kind === 'signed-out') return t('people.signedOut');
  const known = KNOWN.find((kind) => error.problem.type.endsWith(`:${kind}`));
  return known
    ? t(`people.refused.${known}`)
    : t('people.refusedOther', { why: error.problem.detail ?? error.problem.title });
}
