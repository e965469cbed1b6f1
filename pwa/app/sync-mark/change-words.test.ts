// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import type { ActionId, DeviceId, MutationId, PersonId } from '#shared/domain/ids.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { changeWords } from './change-words.ts';

beforeAll(learnAll);
const entry = (changes: readonly Change[], more: Partial<TrailEntry> = {}): TrailEntry => ({
  id: 'm1' as MutationId,
  device: 'd1' as DeviceId,
  n: 1,
  by: 'p1' as PersonId,
  at: '2026-11-23T07:02:00.000Z',
  action: { id: 'a1' as ActionId, name: 'check-in' },
  changes,
  ...more,
});

test('a person registered here is called so', () => {
  const changes = [{ path: '/names/a/family', after: 'Okonkwo' }];
  expect(changeWords('patients', entry(changes))).toBe('registered');
});

test('a change is told by its fields, a status by its value, and nothing that only keeps books', () => {
  const changes = [
    { path: '/status', before: 'booked', after: 'checked-in' },
    { path: '/statusSince', before: '', after: '2026-11-23T07:02:00.000Z' },
    { path: '/comment', before: '', after: 'Wheelchair' },
  ];
  const words = changeWords('appointments', entry(changes));
  expect(words).toMatch(/^State: Checked in/i);
  expect(words).toContain('Comment');
  expect(words).not.toContain('Wheelchair');
});

test('what was taken back is called so', () => {
  const undone = entry([{ path: '/status', before: 'x', after: 'y' }], {
    undoes: 'm0' as MutationId,
  });
  expect(changeWords('appointments', undone)).toBe('taken back');
});
