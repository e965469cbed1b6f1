import { expect, test } from 'vitest';
import {
  cacheFor,
  CACHES,
  isOfStaff,
  neededFor,
  partOf,
  NOT_A_PAGE,
  outdated,
  partsToFetch,
} from './what-is-kept.ts';

const ID = '0190a1b2-c3d4-7e5f-8a6b-0123456789ab';

test.each([
  // The page keeps what it needs of it itself; an answer out of a cache would offer yesterday's demo people.
  ['/api/v1/hospital', null],
  ['/api/v1/staff', 'staff'],
  [`/api/v1/staff/${ID}/photo`, 'photos'],
  ['/api/v1/me', null],
  ['/api/v1/people', null],
  ['/api/v1/fleet', null],
  [`/api/v1/patients/${ID}/history`, null],
  [`/api/v1/patients/${ID}/record`, null],
  ['/api/v1/staff/../patients/photo', null],
  ['/sync/v1/pull', null],
  ['/fhir/Patient', null],
])('an answer of %s is kept in %s', (path, cache) => {
  expect(cacheFor(path)).toBe(cache);
});

test.each([
  ['/', true],
  ['/patients', true],
  [`/patients/${ID}`, true],
  ['/wards', true],
  ['/apiary', true],
  ['/api/v1/me', false],
  ['/sync/v1/stream', false],
  ['/fhir/Patient', false],
  ['/metrics', false],
  ['/assets/gone-12345678.js', false],
  ['/robots.txt', false],
])('%s is answered with the app: %s', (path, isPage) => {
  expect(!NOT_A_PAGE.some((pattern) => pattern.test(path))).toBe(isPage);
});

test('caches of older versions are cleared and those of others left alone', () => {
  const names = ['wardline-staff-0', CACHES.staff, 'workbox-precache-v2-x', 'somebody-else'];
  expect(outdated(names)).toEqual(['wardline-staff-0']);
});

test.each([
  ['/assets/ar-P_2XFLWv.js', 'ar'],
  ['/assets/es-BSjJvNv5.js', 'es'],
  ['/assets/set-up-screen-C8nuXIkq.js', 'set-up-screen'],
  ['/assets/escrow-screen-C8nuXIkq.js', 'escrow-screen'],
  ['/assets/open-sealed-store-B148ra8F.js', null],
  ['/assets/dexie-B148ra8F.js', 'dexie'],
  ['/assets/storage-dexie-DmTVQiDc.js', null],
  ['/assets/en-rest-C8nuXIkq.js', null],
  ['/assets/argon.worker-C6hA6WIT.js', null],
  ['/assets/ar-P_2XFLWv.css', null],
])('%s holds the part %s', (path, language) => {
  expect(partOf(path)).toBe(language);
});

test('a new version brings the parts that are used here, and no other', () => {
  const next = ['/assets/ar-new.js', '/assets/es-new.js'];
  expect(partsToFetch(['/assets/ar-old.js'], next)).toEqual(['/assets/ar-new.js']);
  expect(partsToFetch(['/assets/ar-new.js'], next)).toEqual([]);
  expect(partsToFetch([], next)).toEqual([]);
});

test('a device that keeps its records in the clear has what reads them and what seals them, whatever it used before', () => {
  const next = ['/assets/open-plain-store-new.js', '/assets/dexie-new.js', '/assets/es-new.js'];
  const plain = neededFor(['wardline-device', undefined, 'rxdb-dexie-wardline--0--patients']);
  expect(partsToFetch([], next, plain)).toEqual(next.slice(0, 2));
  expect(plain).toEqual(expect.arrayContaining(['move-in', 'seal-beside']));
  expect(partsToFetch([], next, neededFor(['sealed-wardline', 'wardline-device']))).toEqual([]);
});

test.each([
  ['/assets/who-part-B148ra8F.js', true],
  ['/assets/scan-screen-B148ra8F.js', true],
  ['/assets/set-up-screen-C8nuXIkq.js', false],
  ['/assets/ar-P_2XFLWv.js', false],
  ['/assets/chart-screen-P_2XFLWv.js', false],
])('%s is kept for whoever works here: %s', (path, isKept) => {
  expect(isOfStaff(path)).toBe(isKept);
});
