import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { booking as english } from '#pwa/i18n/en/booking.ts';

export const booking: Translation<typeof english> = {};
