import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { chart as english } from '#pwa/i18n/en/chart.ts';

export const chart: Translation<typeof english> = {};
