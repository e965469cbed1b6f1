import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { people as english } from '#pwa/i18n/en/people.ts';

export const people: Translation<typeof english> = {};
