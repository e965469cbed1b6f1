import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { signIn as english } from '#pwa/i18n/en/sign-in.ts';

export const signIn: Translation<typeof english> = {};
