import { expect, test } from 'vitest';
import type { ReminderSettings } from '#shared/sync/reminders.ts';
import { withClinic, withLead } from './rules-draft.ts';

test('leads are told from the longest, each once', () => {
  expect(withLead([24], 72, true)).toEqual([72, 24]);
  expect(withLead([72, 24], 24, true)).toEqual([72, 24]);
  expect(withLead([72, 24], 72, false)).toEqual([24]);
});

test('a clinic that goes by the hospital’s rules again is not named; what else it has of its own stays', () => {
  const settings = (clinics: ReminderSettings['clinics']): ReminderSettings => ({
    isOn: true,
    leads: [],
    quiet: { from: '21:00', until: '08:00' },
    notices: { booked: true, moved: true, cancelled: true },
    phone: '',
    clinics,
    feeds: { hasInitials: false },
  });
  const named = withClinic(settings({}), 'c', { shownName: 'Building B' });
  expect(named).toEqual({ c: { shownName: 'Building B' } });
  expect(withClinic(settings(named), 'c', { shownName: '' })).toEqual({});
  const own = settings({ c: { leads: [48], isOff: true } });
  expect(withClinic(own, 'c', {})).toEqual({ c: { leads: [48] } });
});
