// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { ContactWord, RestoreReport } from '#shared/sync/fleet.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { ContactNotice } from './contact-notice.tsx';
import { RestoreNotice } from './restore-notice.tsx';

beforeAll(learnAll);
afterEach(cleanup);
const restore: RestoreReport = {
  at: '2026-11-26T12:00:00.000Z',
  lastSeq: 7,
  documents: 12,
  mutations: 1,
  refused: 2,
  devices: [
    { id: 'a', name: 'W3-01', documents: 12, mutations: 1, refused: 2 },
    { id: 'b', name: 'W3-02', documents: 0, mutations: 0, refused: 0 },
  ],
  missing: [{ id: 'c', name: 'Desk 4', lastContact: null }],
};
const words = (more: Partial<RestoreReport>): string | null =>
  render(
    <RestoreNotice restore={{ ...restore, ...more }} now={Date.parse('2026-11-26T13:00:00Z')} />,
  ).container.textContent;

test('after a restore it is said how much came back, from whom, and who is still missing', () => {
  const said = words({});
  expect(said).toContain('12 documents and 1 change came back. They came from W3-01.');
  expect(said).toContain('2 did not land by themselves');
  expect(said).toMatch(/1 device has not brought back .*: Desk 4/);
});

test('when everybody has come back, that is said too', () => {
  expect(words({ missing: [], refused: 0 })).toContain(
    'Every device has brought back what it had.',
  );
});

test('a cleared device is named with what may be lost, a copy with what it is a copy of', () => {
  const at = '2026-11-26T12:00:00.000Z';
  const word = { id: 'a', name: 'W3-01', at, lastContact: at, missing: 3, of: null };
  const now = Date.parse('2026-11-26T13:00:00Z');
  const said = (one: ContactWord): string | null =>
    render(<ContactNotice word={one} now={now} />).container.textContent;
  expect(said({ ...word, kind: 'cleared' })).toMatch(/storage of W3-01.*3 changes.*never arrived/);
  expect(said({ ...word, kind: 'copy', of: 'W3-02' })).toContain('W3-01 is a copy of W3-02');
});
