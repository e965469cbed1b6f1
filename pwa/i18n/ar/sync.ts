import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { sync as english } from '#pwa/i18n/en/sync.ts';

export const sync: Translation<typeof english> = {};
