/** Paths that are the hospital's to answer, or files: a page is never shown in their place. */
export const NOT_A_PAGE: readonly RegExp[] = [
  /^\/(api|sync|fhir)(\/|$)/,
  /^\/(livez|readyz|metrics)$/,
  /\/[^/?]+\.[a-z0-9]+$/i,
];

/** The caches of this version beside the precache; a new shape of their content gets a new number. */
export const CACHES = {
  hospital: 'wardline-hospital-1',
  staff: 'wardline-staff-1',
  photos: 'wardline-photos-1',
  words: 'wardline-words-1',
} as const;

/** Which cache an answer of the hospital may go to. Null is the rule: only what is named here, and names no patient, is ever kept. */
export function cacheFor(path: string): keyof typeof CACHES | null {
  if (path === '/api/v1/hospital') return 'hospital';
  if (path === '/api/v1/staff') return 'staff';
  if (/^\/api\/v1\/staff\/[0-9a-f-]{36}\/photo$/.test(path)) return 'photos';
  return null;
}

/** Caches of ours that no longer have a use; other programs' caches on the same origin are not ours to touch. */
export function outdated(names: readonly string[]): readonly string[] {
  const current: readonly string[] = Object.values(CACHES);
  return names.filter((name) => name.startsWith('wardline-') && !current.includes(name));
}

/** The language whose words a file of the build holds; null for every other file. English comes with the app. */
export function languageOf(path: string): string | null {
  return /^\/assets\/(es|ar)-[\w-]+\.js$/.exec(path)?.[1] ?? null;
}

/** The files of this version that hold the languages spoken here so far. */
export function wordsToFetch(
  kept: readonly string[],
  ofThisVersion: readonly string[],
): readonly string[] {
  const spoken = new Set(kept.map(languageOf));
  return ofThisVersion.filter((path) => spoken.has(languageOf(path)) && !kept.includes(path));
}
