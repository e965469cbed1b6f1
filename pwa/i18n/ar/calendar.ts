import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { calendar as english } from '#pwa/i18n/en/calendar.ts';

export const calendar: Translation<typeof english> = {};
