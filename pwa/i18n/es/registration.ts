import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { registration as english } from '#pwa/i18n/en/registration.ts';

export const registration: Translation<typeof english> = {};
