import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { shell as english } from '#pwa/i18n/en/shell.ts';

export const shell: Translation<typeof english> = {};
