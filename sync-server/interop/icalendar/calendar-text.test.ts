import ICAL from 'ical.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CalendarEvent } from '#server/services/reminders/calendar-event.ts';
import { calendarText } from './calendar-text.ts';

const EVENT: CalendarEvent = {
  uid: 'a@wardline',
  sequence: 218_000_000,
  stamp: '2026-11-24T07:00:00.000Z',
  start: '2026-10-25T00:30:00.000Z',
  end: '2026-10-25T01:30:00.000Z',
  status: 'confirmed',
  summary: 'Appointment, St Brigid; “B”',
  location: 'Building B, 2 Main St\nDublin',
  description: 'Call +353 1 555 0100',
};
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    calendar,
    events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)),
  };
};

test('another program reads what was written', () => {
  const { calendar, events } = read(calendarText([EVENT], { name: 'Dr X', method: 'PUBLISH' }));
  const [event] = events;
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect(event?.uid).toBe(EVENT.uid);
  expect(event?.sequence).toBe(EVENT.sequence);
  expect(event?.summary).toBe(EVENT.summary);
  expect(event?.location).toBe(EVENT.location);
  expect(event?.startDate.toJSDate().toISOString()).toBe(EVENT.start);
  expect(event?.endDate.toJSDate().toISOString()).toBe(EVENT.end);
  expect(String(event?.component.getFirstPropertyValue('dtstamp'))).toBe('2026-11-24T07:00:00Z');
  expect(event?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  expect(event?.component.getFirstPropertyValue('class')).toBe('PRIVATE');
});

test('a cancelled one says so, and takes up nobody’s time', () => {
  const text = calendarText([{ ...EVENT, status: 'cancelled' }], { name: null, method: 'CANCEL' });
  expect(text).toContain('STATUS:CANCELLED');
  expect(text).toContain('METHOD:CANCEL');
  expect(text).toContain('X-MICROSOFT-CDO-BUSYSTATUS:FREE');
});

test('the same events are the same text, and no line is longer than 75 bytes', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(words, words, (summary, location) => {
      const event = { ...EVENT, summary: `x${summary}`, location };
      const write = (): string => calendarText([event], { name: 'n', method: 'PUBLISH' });
      const text = write();
      expect(write()).toBe(text);
      for (const line of text.split('\r\n'))
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    }),
    { numRuns: 50 },
  );
});

test('a name cannot begin a line of its own', () => {
  const summary = 'x\r\nBEGIN:VEVENT\r\nATTACH:http://elsewhere.example';
  const { events } = read(calendarText([{ ...EVENT, summary }], { name: null, method: 'PUBLISH' }));
  expect(events).toHaveLength(1);
  expect(events[0]?.component.getFirstPropertyValue('attach')).toBeNull();
});
