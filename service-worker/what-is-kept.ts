/** Paths that are the hospital's to answer, or files: a page is never shown in their place. */
export const NOT_A_PAGE: readonly RegExp[] = [
  /^\/(api|sync|fhir|r|feed)(\/|$)/,
  /^\/(livez|readyz|metrics)$/,
  /\/[^/?]+\.[a-z0-9]+$/i,
];

/** The caches of this version beside the precache; a new shape of their content gets a new number. */
export const CACHES = {
  staff: 'wardline-staff-1',
  photos: 'wardline-photos-1',
  parts: 'wardline-parts-1',
} as const;

/** Which cache an answer of the hospital may go to. Null is the rule: only what is named here, and names no patient, is ever kept. */
export function cacheFor(path: string): keyof typeof CACHES | null {
  if (path === '/api/v1/staff') return 'staff';
  if (/^\/api\/v1\/staff\/[0-9a-f-]{36}\/photo$/.test(path)) return 'photos';
  return null;
}

/** Caches of ours that no longer have a use; other programs' caches on the same origin are not ours to touch. */
export function outdated(names: readonly string[]): readonly string[] {
  const current: readonly string[] = Object.values(CACHES);
  return names.filter((name) => name.startsWith('wardline-') && !current.includes(name));
}

/**
 * What whoever works here may need when the network is gone, whether or not it was opened before: somebody without a name is
 * brought in, a wristband is scanned, the waiting room fills. Kept soon after the first sign-in.
 */
const OF_STAFF: readonly string[] = [
  'en-desk',
  'keys-dialog',
  'photos',
  'patient-photo',
  'camera-view',
  'small-photo',
  'labels-screen',
  'qr',
  'draw-qr',
  'read-codes',
  'scan-code',
  'scan-screen',
  'who-part',
  'lists-part',
  'with-lists',
  'romanise',
  'week-screen',
  'week-rows',
  'weekday-name',
  'month-screen',
  'away-screen',
  'queue-screen',
  'queue-lanes',
  'queue-ticket',
  'queue-token',
  'wall-screen',
  'kiosk-screen',
  'wait-list-screen',
  'rebook-screen',
  'series-screen',
  'use-paper',
];

/** What a device needs that keeps its records in the clear: to read them, and to move them into the sealed store. */
const OF_PLAIN: readonly string[] = ['open-plain-store', 'dexie', 'move-in', 'seal-beside'];
const PLAIN_DATABASE = 'rxdb-dexie-wardline--';

/**
 * Parts of the app that few devices need: kept from their first use there, not from the first visit on; with what only such parts share.
 * `npm run check` says so where a part that every device keeps needs one of them (e2e/size.ts).
 */
const KEPT_ON_USE: readonly string[] = [
  ...OF_STAFF,
  ...OF_PLAIN,
  'es',
  'ar',
  'en-admin',
  'fleet-screen',
  'escrow-screen',
  'people-screen',
  'reminders-screen',
  'reminder-lines',
  'reminder-wish',
  'reminder-words',
  'feed-card',
  'files-screen',
  'read-csv',
  'set-up-screen',
  'first-run-screen',
  'duplicates-screen',
  'duplicates.worker',
  'pair-people',
  'undo-merge',
  // Without a network before its second start a device measures nothing; it loses no work.
  'web-vitals',
  // Talk to the hospital, or wait for it: of no use without a network.
  'workbox-window.prod.es5',
  'offer-lost',
  'password-page',
  // Asks the hospital who else is in it: of no use without a network.
  'directory',
  'admin-tabs',
  'use-asking',
  'zones',
];
const PART = new RegExp(`^/assets/(${KEPT_ON_USE.join('|')})-[\\w-]+\\.js$`);

/** The part of the app that a file of the build holds, where it is one that is kept only after its first use; else null. */
export function partOf(path: string): string | null {
  return PART.exec(path)?.[1] ?? null;
}

/** Whether a file of the build holds what is kept for whoever works here. */
export function isOfStaff(path: string): boolean {
  return OF_STAFF.includes(partOf(path) ?? '');
}

/** The parts without which a device with these databases does not open what it keeps. */
export function neededFor(databases: readonly (string | undefined)[]): readonly string[] {
  return databases.some((name) => name?.startsWith(PLAIN_DATABASE)) ? OF_PLAIN : [];
}

/** The files of this version that hold the parts used here so far, and those that are needed besides. */
export function partsToFetch(
  kept: readonly string[],
  ofThisVersion: readonly string[],
  needed: readonly string[] = [],
): readonly string[] {
  const used = new Set([...kept.map(partOf), ...needed]);
  return ofThisVersion.filter((path) => used.has(partOf(path)) && !kept.includes(path));
}
