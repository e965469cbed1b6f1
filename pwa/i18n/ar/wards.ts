import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { wards as english } from '#pwa/i18n/en/wards.ts';

export const wards: Translation<typeof english> = {};
