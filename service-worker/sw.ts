import { clientsClaim } from 'workbox-core';
import { holdKey } from './hold-key.ts';
import { keepWhatIsUsed } from './kept-on-use.ts';
import { keepAssets } from './precache.ts';
import { keepReferenceData } from './runtime-routes.ts';
import { answerUpdates } from './update.ts';

/**
 *   install ── precache complete ──► waiting ── page says SKIP_WAITING ──► active ── old caches removed
 *
 * A first visit is claimed at once, so that the very next start needs no network. Patients never pass through here: what a person may
 * see lives in IndexedDB, under the app's own rules.
 */
keepAssets();
keepReferenceData();
keepWhatIsUsed();
answerUpdates();
holdKey();
clientsClaim();
