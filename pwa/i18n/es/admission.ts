import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { admission as english } from '#pwa/i18n/en/admission.ts';

export const admission: Translation<typeof english> = {};
