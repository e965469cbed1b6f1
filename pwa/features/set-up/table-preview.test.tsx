// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { learnAll } from '#pwa/i18n/t.ts';
import { planTable } from './table-plan.ts';
import { TablePreview } from './table-preview.tsx';
import type { Known } from './planned.ts';

let n = 0;
const known: Known = {
  places: [],
  practitioners: [],
  schedules: [],
  usernames: new Set(),
  zone: 'UTC',
  newId: () => `id${++n}`,
};
beforeAll(learnAll);
afterEach(cleanup);

test('a table is judged row by row before anything is written, what is left out first and with the reason', () => {
  const plan = planTable('places', 'kind,name,in\nward,Ward 3,\ntent,A,\nbed,1,Ward 3', known);
  const rows = plan.kind === 'planned' ? plan.rows : [];
  render(<TablePreview rows={rows} onWrite={() => undefined} />);
  expect(screen.getByText('2 to be added · 0 there already · 1 left out')).toBeTruthy();
  expect(screen.getAllByRole('listitem')[0]?.textContent).toContain(
    '“tent” is no clinic, ward, room or bed.',
  );
  expect(screen.getByRole('button', { name: 'Add 2 rows' }).getAttribute('aria-disabled')).toBe(
    null,
  );
});

test('a table that would add nothing cannot be written, and says why', () => {
  const plan = planTable('places', 'kind,name,in\ntent,A,', known);
  render(
    <TablePreview rows={plan.kind === 'planned' ? plan.rows : []} onWrite={() => undefined} />,
  );
  expect(screen.getByRole('button', { name: 'Add 0 rows' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  expect(screen.getByText('No row would add anything.')).toBeTruthy();
});

test('what cannot be read is said in words: a missing column, an open quote, nothing below the first line', () => {
  expect(planTable('people', 'name\nx', known)).toEqual({
    kind: 'unreadable',
    why: 'The first line must name these columns: username, roles.',
  });
  expect(planTable('places', 'kind,name\n"ward', known)).toMatchObject({
    why: 'A quotation mark in line 2 is never closed.',
  });
  expect(planTable('places', 'kind,name', known)).toMatchObject({ kind: 'unreadable' });
  expect(planTable('places', ' ', known)).toEqual({ kind: 'empty' });
});
