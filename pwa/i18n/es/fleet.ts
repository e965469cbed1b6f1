import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { fleet as english } from '#pwa/i18n/en/fleet.ts';

export const fleet: Translation<typeof english> = {};
