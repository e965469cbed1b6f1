import { expect, test } from 'vitest';
import { comingExceptions, exceptionFrom, NO_EXCEPTION } from './exception-form.ts';

const form = { ...NO_EXCEPTION, date: '2026-12-07' };

test('a week of leave has a first and a last day and no hours', () => {
  expect(exceptionFrom({ ...form, until: '2026-12-13', reason: ' Leave ' })).toEqual({
    ok: true,
    value: { kind: 'closed', date: '2026-12-07', until: '2026-12-13', reason: 'Leave' },
  });
});

test('an evening clinic has hours', () => {
  expect(exceptionFrom({ ...form, kind: 'extra', hours: '17:30-19:30' })).toEqual({
    ok: true,
    value: { kind: 'extra', date: '2026-12-07', start: '17:30', end: '19:30' },
  });
});

test.each([
  [{ date: '' }, 'needDate'],
  [{ until: '2026-12-01' }, 'untilBefore'],
  [{ kind: 'extra' }, 'extraNeedsHours'],
  [{ hours: 'soon' }, 'fault.unreadable'],
  [{ hours: '9-10, 11-12' }, 'oneSpan'],
] as const)('%j is not taken: %s', (change, error) => {
  expect(exceptionFrom({ ...form, ...change })).toEqual({ ok: false, error });
});

test('what is over is not shown, what goes on is, and the next stands first', () => {
  const coming = comingExceptions(
    {
      a: { kind: 'closed', date: '2026-12-25' },
      b: { kind: 'closed', date: '2026-11-01' },
      c: { kind: 'closed', date: '2026-11-20', until: '2026-11-30' },
    },
    '2026-11-26',
  );
  expect(coming.map(([key]) => key)).toEqual(['c', 'a']);
});
