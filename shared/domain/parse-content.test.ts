import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonMap } from '#shared/lib/json.ts';
import { contents } from '#shared/testing/arbitraries.ts';
import { isStillReadable, parseContent } from './parse-content.ts';

test('fields that nobody knows yet stay as they came', () => {
  const content = { comment: 'x', bloodGroup: { abo: 'A', rhesus: 'positive' } };
  expect(parseContent('patients', content)).toEqual({ ok: true, value: content });
});

test('every patient and place that two devices may write can be read', () => {
  fc.assert(
    fc.property(contents.patients, contents.locations, (patient, location) => {
      expect(parseContent('patients', patient).ok).toBe(true);
      // The arbitrary's words are no instants.
      const { cleanedAt: _, ...place } = location;
      expect(parseContent('locations', place).ok).toBe(true);
    }),
  );
});

test('a known field of another shape is named, not repeated', () => {
  expect(parseContent('patients', { birthDate: 'in spring' })).toEqual({
    ok: false,
    error: { kind: 'not-readable', where: '/birthDate' },
  });
  expect(parseContent('appointments', { status: 'perhaps' })).toMatchObject({
    error: { where: '/status' },
  });
});

test('a booking ends after it starts, in instants written alike', () => {
  const slot = {
    wall: '2026-11-23T10:00',
    zone: 'Europe/Dublin',
    start: '2026-11-23T10:00:00.000Z',
    end: '2026-11-23T10:30:00.000Z',
  };
  const read = (change: object): boolean =>
    parseContent('appointments', { status: 'booked', slot: { ...slot, ...change } }).ok;
  expect(read({})).toBe(true);
  expect(read({ end: slot.start })).toBe(false);
  expect(read({ start: '2026-11-23T10:00:00Z' })).toBe(false);
  expect(read({ practitionerId: 'somebody' })).toBe(false);
});

test('what reaches for the prototype or nests without end is no content', () => {
  const trap: unknown = JSON.parse('{"names": {"a": {"__proto__": {"isAdmin": true}}}}');
  expect(parseContent('patients', trap).ok).toBe(false);
  expect(parseContent('patients', JSON.parse('{"constructor": 1}')).ok).toBe(false);
  const deep = (n: number): unknown => (n === 0 ? 'x' : { a: deep(n - 1) });
  expect(parseContent('patients', { extra: deep(5) }).ok).toBe(true);
  expect(parseContent('patients', { extra: deep(30) }).ok).toBe(false);
});

test('after a change of one field the whole is judged by that field alone, and alike', () => {
  const known = ['names', 'birthDate', 'sex', 'allergies', 'status', 'class', 'kind', 'capacity'];
  const key = fc.constantFrom(...known, 'bloodGroup', 'toString', 'constructor', '__proto__', '');
  const value = fc.oneof(
    fc.constantFrom('active', 'ward', 'planned', 'male', '2001-02', 3, {}),
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 9 }), { noNullPrototype: true }),
    fc.jsonValue(),
  );
  const pairs = fc.oneof(
    fc.tuple(fc.constant('patients' as const), contents.patients),
    fc.tuple(fc.constant('encounters' as const), contents.encounters),
    fc.tuple(fc.constant('locations' as const), contents.locations),
  );
  fc.assert(
    fc.property(pairs, key, fc.option(value), ([collection, before], field, changed) => {
      fc.pre(parseContent(collection, before).ok);
      const content: Record<string, unknown> = { ...(before as JsonMap) };
      if (changed === null) delete content[field];
      else Object.defineProperty(content, field, { value: changed, enumerable: true });
      const isWhole = parseContent(collection, content).ok;
      expect(isStillReadable(collection, before as JsonMap, content as JsonMap)).toBe(isWhole);
    }),
    { numRuns: 500 },
  );
});

test('an appointment of no time at all, backwards, or of a thousand hours is none', () => {
  const end = (hours: number): string =>
    new Date(Date.parse('2026-11-23T09:00:00.000Z') + hours * 3_600_000).toISOString();
  const of = (hours: number) =>
    parseContent('appointments', {
      status: 'booked',
      slot: {
        wall: '2026-11-23T09:00',
        zone: 'UTC',
        start: '2026-11-23T09:00:00.000Z',
        end: end(hours),
      },
    });
  expect([of(0).ok, of(-1).ok, of(1000).ok]).toEqual([false, false, false]);
  expect([of(0.25).ok, of(24).ok]).toEqual([true, true]);
});
