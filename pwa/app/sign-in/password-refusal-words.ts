import { spanText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { CallError } from '#pwa/store/call-hospital.ts';

const KNOWN = {
  'wrong-current-password': 'signIn.changeRefused',
  'is-old': 'signIn.sameAsBefore',
  'is-username': 'signIn.nextIsUsername',
  'is-demo': 'signIn.nextIsDemo',
  'too-long': 'signIn.nextTooLong',
} as const;

/** Why the hospital did not change a password: which of the two it is about, and what to do. */
export function passwordRefusalWords(error: CallError): string {
  if (error.kind === 'unreachable') return t('signIn.changeOffline');
  if (error.kind === 'signed-out') return t('signIn.changeSignedOut');
  const { type, status, retryAfterSeconds = 60, detail, title } = error.problem;
  if (status === 429) return t('signIn.tooMany', { wait: spanText(retryAfterSeconds * 1000) });
  const kind = type.split(':').at(-1) ?? '';
  if (isKnown(kind)) return t(KNOWN[kind]);
  return t('signIn.changeFailed', { why: detail ?? title });
}

function isKnown(kind: string): kind is keyof typeof KNOWN {
  return Object.hasOwn(KNOWN, kind);
}
