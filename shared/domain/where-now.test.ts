import { expect, test } from 'vitest';
import type { Encounter } from './encounter.ts';
import type { LocationId } from './ids.ts';
import { whereNow } from './where-now.ts';

function inBed(bed: string, start: string, more: Partial<Encounter> = {}): Encounter {
  const stays = { s: { bedId: bed as LocationId, wardId: 'w' as LocationId, start } };
  return { status: 'in-progress', class: 'IMP', stays, ...more };
}

test('somebody is in the bed of the visit that goes on', () => {
  const visits = [
    { id: 'old', content: inBed('b1', '2026-11-01', { status: 'finished' }) },
    { id: 'now', content: inBed('b2', '2026-11-20') },
  ];
  expect(whereNow(visits)).toMatchObject({ encounterId: 'now', bedId: 'b2' });
});

test('somebody who is expected is not there yet', () => {
  expect(whereNow([{ id: 'n', content: inBed('b1', '2026-11-26', { status: 'planned' }) }])).toBe(
    null,
  );
});
