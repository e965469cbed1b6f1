import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { followResend, nextResending, type Resend, type Resending } from './follow-resend.ts';
import type { Unsent, Waiting } from './follow-unsent.ts';
import { createLine, type LineStatus } from './line.ts';

const at = '2026-11-24T07:02:00.000Z';
const line = (kind: LineStatus['kind'], tries = 0): LineStatus => ({
  kind,
  lastContact: at,
  downSince: null,
  tries,
});
const begun: Resending = { began: ['a', 'b', 'c'], tries: 2 };

type Step = readonly [was: LineStatus, is: LineStatus, waiting: string];
test.each<[string, Resending | null, Step, Resending | null]>([
  ['the first try succeeds', null, [line('connecting'), line('up'), 'ab'], null],
  ['the second try succeeds', null, [line('down', 1), line('up'), 'abc'], begun],
  ['a locked device is opened', null, [line('refused', 1), line('up'), 'abc'], begun],
  ['the line comes back and nothing waits', null, [line('down', 3), line('up'), ''], null],
  ['a change is made on a good line', null, [line('up'), line('up'), 'a'], null],
  ['part of it is accepted', begun, [line('up'), line('up'), 'c'], begun],
  ['all of it is accepted', begun, [line('up'), line('up'), ''], null],
  ['only newer changes wait', begun, [line('up'), line('up'), 'd'], null],
  ['the line goes down in the middle', begun, [line('up'), line('down', 1), 'c'], null],
  [
    'it comes up once more',
    null,
    [line('down', 4), line('up'), 'cd'],
    { began: ['c', 'd'], tries: 5 },
  ],
])('what is sent again when %s', (_, before, [was, is, waiting], after) => {
  expect(nextResending(before, was, is, new Set(waiting))).toEqual(after);
});

test('what waited when the line came up is counted down, newer changes are not', () => {
  const clock = { now: () => Date.parse(at) };
  const one = createLine(clock, at);
  const waiting = signal<readonly Waiting[]>([]);
  const wait = (ids: string): void => {
    const trail = [...ids].map((id) => ({ id }));
    waiting.value = [{ collection: 'patients', id: 'p', document: { trail } }] as never;
  };
  const told: (Resend | null)[] = [];
  const stop = followResend(one, { waiting } as unknown as Unsent, (resend) => told.push(resend));
  wait('abc');
  one.down();
  one.up();
  wait('bcd');
  wait('cde');
  wait('de');
  stop();
  one.down();
  expect(told).toEqual([
    null,
    null,
    { sent: 0, of: 3, tries: 2 },
    { sent: 1, of: 3, tries: 2 },
    { sent: 2, of: 3, tries: 2 },
    null,
  ]);
});
