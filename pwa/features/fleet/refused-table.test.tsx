// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { REQUEST_REFUSALS, SYNC_DOORS, type RefusedCount } from '#shared/sync/fleet.ts';
import { LANGUAGES } from '#pwa/i18n/language.ts';
import { chooseLanguage, learnAll } from '#pwa/i18n/t.ts';
import { RefusedTable } from './refused-table.tsx';

beforeAll(learnAll);
afterEach(async () => {
  cleanup();
  await chooseLanguage('en');
});
const now = Date.parse('2026-11-26T13:00:00Z');
const at = { lastAt: '2026-11-26T12:57:00.000Z', device: 'W3-01' };
const words = (): readonly (string | null)[] =>
  screen.getAllByRole('row').map(({ textContent }) => textContent);

test('what was turned down stands there in words, with how often, when last and from where', () => {
  const refused: readonly RefusedCount[] = [
    { of: 'row', door: 'push', code: 'id-reused', count: 1200, ...at },
    { of: 'request', door: 'stream', code: 'unknown-device', count: 1, ...at, device: null },
  ];
  render(<RefusedTable refused={refused} now={now} />);
  expect(words().slice(1)).toEqual([
    'The same change arrived twice with different content. on sending1,2003 min agoW3-01',
    'The device is not enrolled, or nobody on it has an account any more. on the live line13 min agonot known',
  ]);
});

test('a server that turned nothing down says so', () => {
  render(<RefusedTable refused={[]} now={now} />);
  expect(screen.getByText('Nothing was turned down.')).toBeTruthy();
});

test('every reason has words of its own in every language', async () => {
  const refused = REQUEST_REFUSALS.flatMap((code) =>
    SYNC_DOORS.map((door): RefusedCount => ({ of: 'request', door, code, count: 1, ...at })),
  );
  const seen = new Set<string | null>();
  for (const language of LANGUAGES) {
    await chooseLanguage(language);
    render(<RefusedTable refused={refused} now={now} />);
    for (const { textContent } of screen.getAllByRole('rowheader')) seen.add(textContent);
    cleanup();
  }
  expect(seen.size).toBe(LANGUAGES.length * refused.length);
  expect([...seen].filter((text) => text?.includes('fleet.'))).toEqual([]);
});
