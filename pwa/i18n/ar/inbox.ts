import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { inbox as english } from '#pwa/i18n/en/inbox.ts';

export const inbox: Translation<typeof english> = {};
