import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { setUp as english } from '#pwa/i18n/en/set-up.ts';

export const setUp: Translation<typeof english> = {};
