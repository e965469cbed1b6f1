import { beforeAll, expect, test } from 'vitest';
import type { ReminderLine } from '#shared/sync/reminders.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { lookOf, messageWords, reasonWords, stateWords } from './reminder-words.ts';

beforeAll(() => learnAll());

const line = (more: Partial<ReminderLine>): ReminderLine => ({
  key: 'k',
  appointmentId: 'a',
  channel: 'email',
  kind: 'before',
  state: 'planned',
  reason: null,
  at: '2026-12-02T10:30:00.000Z',
  ...more,
});
const said = (more: Partial<ReminderLine>): readonly (string | null)[] => {
  const one = line(more);
  return [
    stateWords(one, 'Europe/Dublin').replace(/ \d.*$/, ''),
    reasonWords(one),
    lookOf(one).tone,
  ];
};

test('a message is named by its way and its kind', () => {
  expect(messageWords(line({}))).toBe('E-mail, reminder');
  expect(messageWords(line({ channel: 'push', kind: 'moved' }))).toBe('Notification, new time');
});

test('what may have been sent is neither called sent nor failed', () => {
  expect(said({ state: 'unclear', reason: 'cut-off' })).toEqual([
    'may have been sent',
    'The line was cut before the answer. It is not sent again by itself.',
    'caution',
  ]);
  expect(said({ state: 'sent' })).toEqual(['sent', null, 'good']);
  expect(said({ state: 'failed', reason: 'refused' })[0]).toBe('failed');
});

test('a message that the record keeps back is not called planned; one that is tried again is', () => {
  expect(said({ reason: 'opted-out' })).toEqual([
    'will not go',
    'They do not want these messages.',
    'plain',
  ]);
  expect(said({ reason: 'unreachable' })[0]).toBe('goes');
});
