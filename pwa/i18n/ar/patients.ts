import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { patients as english } from '#pwa/i18n/en/patients.ts';

export const patients: Translation<typeof english> = {};
