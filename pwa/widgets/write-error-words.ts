import type { WriteError } from '#pwa/store/replica.ts';
import { t } from '#pwa/i18n/t.ts';
import type { TextKey } from '#pwa/i18n/dictionary.ts';

const KEYS = {
  'signed-out': 'ui.signedOut',
  'not-allowed': 'ui.notAllowed',
  'storage-full': 'ui.storageFull',
  'read-only': 'ui.readOnly',
  'trail-full': 'ui.trailFull',
  'too-large': 'ui.tooLarge',
  'changed-since': 'ui.changedSince',
  failed: 'ui.notSaved',
} as const satisfies Record<WriteError['kind'], TextKey>;

/** Why a write did not happen, and what became of it. */
export function writeErrorWords(error: WriteError): string {
  return t(KEYS[error.kind]);
}
