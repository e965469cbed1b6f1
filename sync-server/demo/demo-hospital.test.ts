import { beforeAll, describe, expect, test } from 'vitest';
import { ageAt } from '#shared/domain/age.ts';
import { allergySummary } from '#shared/domain/allergy.ts';
import { holdsSlot, overlaps } from '#shared/domain/appointment.ts';
import type { CollectionName, Contents } from '#shared/domain/collections.ts';
import { isOpen } from '#shared/domain/encounter.ts';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import { isUuid } from '#shared/domain/ids.ts';
import { isMrn, mrnAt } from '#shared/domain/mrn.ts';
import { parseContent } from '#shared/domain/parse-content.ts';
import { staysOf } from '#shared/domain/stay.ts';
import { judgeSlot } from '#shared/scheduling/availability.ts';
import { addDays, dayOf } from '#shared/scheduling/wall-time.ts';
import { DEMO_ZONE, demoHospital, type DemoDocument } from './demo-hospital.ts';

const NOON = Date.parse('2026-11-26T11:20:00Z');
const TODAY = '2026-11-26';
let documents: readonly DemoDocument[] = [];
beforeAll(() => void (documents = demoHospital(NOON)));

function allOf<C extends CollectionName>(
  name: C,
  from = documents,
): readonly { readonly id: string; readonly content: Contents[C] }[] {
  return from.filter(({ collection }) => collection === name) as never;
}

describe('the demo hospital', () => {
  test('is the same hospital whenever the same clock asks, and keeps its ids as the days go by', () => {
    expect(JSON.stringify(demoHospital(NOON))).toBe(JSON.stringify(documents));
    const tomorrow = new Set(demoHospital(NOON + 86_400_000).map(({ id }) => id));
    const kept = ['patients', 'locations', 'practitioners', 'schedules'] as const;
    for (const name of kept) for (const { id } of allOf(name)) expect(tomorrow.has(id)).toBe(true);
  });

  test('has the size of a small town’s hospital', () => {
    const kinds = Map.groupBy(allOf('locations'), ({ content }) => content.kind);
    const count = (kind: string): number => kinds.get(kind as never)?.length ?? 0;
    expect([count('facility'), count('clinic'), count('ward'), count('bed')]).toEqual([
      1, 2, 3, 48,
    ]);
    expect(allOf('practitioners')).toHaveLength(14);
    expect(allOf('schedules')).toHaveLength(14);
    expect(allOf('patients').length).toBeGreaterThan(1950);
    expect(allOf('patients').length).toBeLessThan(2050);
    expect(allOf('appointments').length).toBeGreaterThan(2500);
  });

  test('gives every document an id of its own that every door lets in', () => {
    const ids = documents.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !isUuid(id))).toEqual([]);
  });

  test('says nothing that the door would refuse', () => {
    const refused = documents.flatMap(({ collection, id, content }) => {
      const read = parseContent(collection, content);
      return read.ok ? [] : [`${collection} ${id} ${read.error.where}`];
    });
    expect(refused).toEqual([]);
  });

  test('points at nothing that is not there', () => {
    const ids = new Set(documents.map(({ id }) => id));
    const own = /Id"?$/;
    const missing: string[] = [];
    const walk = (value: unknown, key: string, id: string): void => {
      if (typeof value === 'string' && own.test(key) && isUuid(value) && !ids.has(value))
        missing.push(`${id} ${key}`);
      if (typeof value === 'object' && value)
        for (const [k, v] of Object.entries(value)) walk(v, k, id);
    };
    for (const { content, id } of documents) walk(content, '', id);
    expect(missing).toEqual([]);
  });
});

describe('its people', () => {
  test('carry numbers that check, each its own, below those that devices are given', () => {
    const numbers = allOf('patients')
      .flatMap(({ content }) =>
        Object.values(content.identifiers ?? {}).filter(({ kind }) => kind === 'mrn'),
      )
      .map(({ value }) => value);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((value) => !isMrn(value) || value >= mrnAt(100_000))).toEqual([]);
  });

  test('are of every age, one is of unknown age, one of an estimated one, one a day old', () => {
    const ages = allOf('patients').map(({ content }) =>
      ageAt(content.birthDate, TODAY, content.isBirthDateEstimated),
    );
    expect(ages.filter((age) => age === null)).toHaveLength(1);
    expect(ages.filter((age) => age?.unit === 'days' && age.n === 1)).toHaveLength(1);
    expect(ages.some((age) => age?.isAbout && age.n === 60)).toBe(true);
    const years = ages.flatMap((age) => (age?.unit === 'years' ? age.n : 0));
    expect(Math.max(...years)).toBeLessThan(100);
    expect(years.filter((n) => n >= 65).length / years.length).toBeGreaterThan(0.2);
  });

  test('share a name with at most a few others', () => {
    const names = Map.groupBy(allOf('patients'), ({ content }) =>
      nameText(shownName(content.names)).replace(/ \(.*/, ''),
    );
    const most = Math.max(...[...names.values()].map((all) => all.length));
    expect(most).toBeLessThanOrEqual(4);
    const families = Map.groupBy(
      allOf('patients'),
      ({ content }) => shownName(content.names)?.family ?? '',
    );
    expect(families.size).toBeGreaterThan(200);
  });

  test('write their names in Arabic, Cyrillic and Chinese as well', () => {
    const own = allOf('patients')
      .flatMap(({ content }) => content.names?.['own']?.family ?? [])
      .join(' ');
    for (const script of [/\p{Script=Arabic}/u, /\p{Script=Cyrillic}/u, /\p{Script=Han}/u])
      expect(own).toMatch(script);
    expect(own).not.toMatch(/[A-Za-z=]/);
    expect(JSON.stringify(allOf('patients').map(({ content }) => content.names))).not.toContain(
      '=',
    );
  });

  test('are allergic as often as people are, and every allergy can be read', () => {
    const kinds = Map.groupBy(allOf('patients'), ({ content }) => allergySummary(content).kind);
    const share = (kind: string): number =>
      (kinds.get(kind as never)?.length ?? 0) / allOf('patients').length;
    expect(share('known')).toBeGreaterThan(0.15);
    expect(share('known')).toBeLessThan(0.21);
    expect(share('none-known')).toBeGreaterThan(0.5);
    expect(share('not-recorded')).toBeGreaterThan(0.15);
    for (const { content } of allOf('patients')) {
      const allergies = Object.values(content.allergies ?? {});
      expect(new Set(allergies.map(({ substance }) => substance)).size).toBe(allergies.length);
      for (const one of allergies) {
        expect(one.substance && one.reaction && one.criticality).toBeTruthy();
        expect((one.recordedAt ?? '') < '2026').toBe(true);
      }
    }
  });

  test('have siblings that are months apart as nature has it', () => {
    const homes = Map.groupBy(
      allOf('patients').filter(
        ({ content }) =>
          (content.birthDate ?? '') > '2010' &&
          content.contacts?.['kin']?.relationship === 'mother',
      ),
      ({ content }) =>
        `${content.addresses?.['home']?.line ?? ''} ${content.contacts?.['kin']?.name ?? ''}`,
    );
    for (const children of homes.values()) {
      const births = children
        .map(({ content }) => Date.parse(content.birthDate ?? ''))
        .toSorted((a, b) => a - b);
      for (const [i, birth] of births.entries()) {
        const days = i === 0 ? 999 : (birth - (births[i - 1] ?? 0)) / 86_400_000;
        expect(days === 0 || days > 280).toBe(true);
      }
    }
  });
});

describe.each([
  ['a Thursday at noon', '2026-11-26T11:20:00Z'],
  ['a Sunday', '2026-11-29T10:00:00Z'],
  ['Christmas Day', '2026-12-25T09:00:00Z'],
  ['the day the clock leaps', '2027-03-28T12:00:00Z'],
  ['the middle of the night', '2026-12-02T02:30:00Z'],
])('its calendar on %s', (_, instant) => {
  const now = Date.parse(instant);
  const day = instant.slice(0, 10);
  const made = demoHospital(now);
  const booked = allOf('appointments', made).map(({ id, content }) => ({ id, ...content }));
  const schedules = Map.groupBy(
    allOf('schedules', made).map(({ content }) => content),
    ({ practitionerId }) => practitionerId,
  );

  test('has something on today', () => {
    expect(booked.filter(({ slot }) => slot && dayOf(slot.wall) === day).length).toBeGreaterThan(
      15,
    );
  });

  test('lies inside the working hours, from three weeks back to six weeks ahead', () => {
    for (const { slot } of booked) {
      if (!slot) continue;
      const verdict = judgeSlot(slot, {
        schedules: schedules.get(slot.practitionerId) ?? [],
        booked: [],
      });
      expect(verdict.kind).toBe('free');
      expect(slot.zone).toBe(DEMO_ZONE);
      expect(slot.wall >= addDays(day, -21) && dayOf(slot.wall) <= addDays(day, 42)).toBe(true);
    }
  });

  test.each(['practitionerId', 'patientId'] as const)(
    'books nobody twice at once, by %s, but in the one clash that is meant',
    (key) => {
      const holding = booked.filter((one) => holdsSlot(one) && one.booking !== 'clash');
      const double = [
        ...Map.groupBy(holding, (one) =>
          key === 'patientId' ? one.patientId : one.slot?.practitionerId,
        ).values(),
      ].flatMap((all) => {
        const slots = all
          .flatMap(({ slot }) => slot ?? [])
          .toSorted((a, b) => (a.start < b.start ? -1 : 1));
        return slots.filter((slot, i) => i > 0 && overlaps(slots[i - 1] ?? slot, slot));
      });
      expect(double).toEqual([]);
      const clashes = booked.filter(({ booking }) => booking === 'clash');
      expect(clashes).toHaveLength(1);
      expect(booked.find(({ id }) => id === clashes[0]?.clashWith)?.slot).toEqual(clashes[0]?.slot);
    },
  );

  test('has let happen what the clock allows and nothing else', () => {
    const at = new Date(now).toISOString();
    for (const { status, slot, arrivedAt, seenAt, statusSince } of booked) {
      for (const stamp of [arrivedAt, seenAt, statusSince]) expect((stamp ?? '') <= at).toBe(true);
      if (!slot) continue;
      if (status === 'fulfilled' || status === 'noshow') expect(slot.start <= at).toBe(true);
      if (slot.end < new Date(now - 3_600_000).toISOString())
        expect(['fulfilled', 'noshow', 'cancelled']).toContain(status);
    }
  });
});

test('an hour later only what the hour did has changed', () => {
  const later = new Map(
    demoHospital(NOON + 3_600_000).map(({ id, content }) => [id, JSON.stringify(content)]),
  );
  for (const { id, content } of allOf('patients'))
    expect(later.get(id)).toBe(JSON.stringify(content));
  const todays = allOf('appointments').filter(
    ({ content }) => content.slot && dayOf(content.slot.wall) === TODAY,
  );
  const statuses = new Set(todays.map(({ content }) => content.status));
  expect([...statuses].toSorted()).toEqual([
    'arrived',
    'booked',
    'cancelled',
    'checked-in',
    'fulfilled',
    'noshow',
  ]);
  expect(todays.filter(({ id }) => !later.has(id)).length).toBeLessThanOrEqual(1);
});

describe('its wards', () => {
  const beds = () => allOf('locations').filter(({ content }) => content.kind === 'bed');
  const open = () => allOf('encounters').filter(({ content }) => isOpen(content) && content.stays);

  test('have 36 beds taken, four being cleaned, one closed, and one free that somebody is expected in', () => {
    const now = new Date(NOON).toISOString();
    const stays = allOf('encounters').flatMap(({ content }) => staysOf(content));
    const taken = new Set(
      open()
        .filter(({ content }) => content.status === 'in-progress')
        .flatMap(({ content }) =>
          staysOf(content)
            .filter(({ end }) => !end)
            .map(({ bedId }) => bedId),
        ),
    );
    const lastEnd = (id: string): string =>
      stays
        .flatMap(({ bedId, end }) => (bedId === id && end ? end : []))
        .toSorted()
        .at(-1) ?? '';
    const cleaning = beds().filter(
      ({ id, content }) =>
        !taken.has(id as never) &&
        content.status === 'active' &&
        lastEnd(id) > (content.cleanedAt ?? ''),
    );
    const closed = beds().filter(({ content }) => content.status === 'closed');
    expect([taken.size, cleaning.length, closed.length]).toEqual([36, 4, 1]);
    expect(closed[0]?.content).toMatchObject({
      closedReason: 'Ceiling leak',
      closedUntil: addDays(TODAY, 2),
    });
    const expected = open()
      .filter(({ content }) => content.status === 'planned')
      .flatMap(({ content }) => staysOf(content));
    expect(expected).toHaveLength(1);
    expect((expected[0]?.start ?? '') > now && !taken.has(expected[0]?.bedId as never)).toBe(true);
  });

  test('lay two people in one bed once, as a clash, and never before', () => {
    const overlapping: string[] = [];
    const stays = allOf('encounters').flatMap(({ content }) => staysOf(content));
    for (const [bedId, all] of Map.groupBy(stays, ({ bedId }) => bedId)) {
      const sorted = all.toSorted((a, b) => (a.start < b.start ? -1 : 1));
      for (const [i, one] of sorted.entries())
        if (i > 0 && (sorted[i - 1]?.end ?? '9') > one.start) overlapping.push(bedId);
    }
    expect(overlapping).toHaveLength(1);
  });

  test('lay men with men, children with children, and the newborn beside her mother', () => {
    const people = new Map(allOf('patients').map(({ id, content }) => [id, content]));
    const names = new Map(allOf('locations').map(({ id, content }) => [id, content]));
    for (const { content } of open()) {
      const bed = names.get(staysOf(content).at(-1)?.bedId ?? '');
      const bay = names.get(bed?.parentId ?? '');
      const ward = names.get(bay?.parentId ?? '');
      const person = people.get(content.patientId ?? '');
      if (ward?.name === 'Ward 1' && (bay?.name === 'Bay A' || bay?.name === 'Bay B'))
        expect(person?.sex).toBe('male');
      if (ward?.name === 'Ward 2' && bay?.name === 'Bay C')
        expect((person?.birthDate ?? '') > '2010').toBe(true);
      if (ward?.name === 'Ward 2' && bay?.name === 'Side room 1')
        expect(person?.sex).toBe('female');
    }
  });
});
