import { beforeAll, expect, test } from 'vitest';
import type { Account } from '#shared/sync/accounts.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { seenWords } from './people-words.ts';

beforeAll(learnAll);

test('the day of a sign-in is the hospital’s, wherever the administrator sits', () => {
  const account = { lastSignedInAt: '2026-11-10T13:30:00.000Z' } as Account;
  const now = Date.parse('2026-11-26T13:16:00Z');
  expect(seenWords(account, { now, zone: 'Pacific/Auckland' })).toContain('11 Nov 2026');
  expect(seenWords(account, { now, zone: 'America/New_York' })).toContain('10 Nov 2026');
});
