import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { today as english } from '#pwa/i18n/en/today.ts';

export const today: Translation<typeof english> = {};
