import type { Ended, SignInError } from '#pwa/store/session-context.ts';
import { dateTimeText, spanText } from '#pwa/i18n/formats.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';

export interface SignInPlace {
  /** "this tablet", in the language on screen. */
  readonly place: string;
  /** The person was chosen from those known here: only the password can be wrong. */
  readonly isKnown: boolean;
}

/** Why nobody came in, what was kept and what to do. */
export function signInErrorWords(error: SignInError, { place, isKnown }: SignInPlace): string {
  switch (error.kind) {
    case 'wrong-password': {
      const wrong = t(isKnown ? 'signIn.wrongHere' : 'signIn.wrong');
      const { triesLeft } = error;
      return triesLeft === null ? wrong : `${wrong} ${t('signIn.triesLeft', { n: triesLeft })}`;
    }
    case 'too-many-tries':
      return t('signIn.tooMany', { wait: spanText(error.retryAfterSeconds * 1000) });
    case 'unknown-here':
      return t('signIn.unknownHere', { place });
    case 'unreachable':
      return t('signIn.unreachable', { place });
    case 'password-changed':
      return t('signIn.passwordChanged', { place });
    case 'must-change':
      return t('signIn.mustChange', { place });
    case 'lease-over':
      return t('signIn.leaseOver', { at: dateTimeText(error.lastContact) });
    case 'device-locked':
      return t('signIn.deviceLocked', { place });
    case 'sealed':
      return t('signIn.sealed', { place });
    case 'failed': {
      const detail = detailOf(error.cause);
      return detail
        ? `${t('signIn.failed')} ${t('signIn.failedWhy', { detail })}`
        : t('signIn.failed');
    }
  }
}

/** Why the hospital has ended somebody's session here, and what became of their work. */
export function endedWords({ name, why }: Ended, place: string): string {
  const words = { name: isolated(name), place };
  return t(why === 'no-account' ? 'signIn.endedNoAccount' : 'signIn.endedPassword', words);
}

/** What the hospital said about a refusal that has no words of ours. */
function detailOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return '';
  const { detail, title } = cause as { readonly detail?: unknown; readonly title?: unknown };
  return [detail, title].find((text) => typeof text === 'string' && text !== '') as string;
}
