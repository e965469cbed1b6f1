import { plural } from '#pwa/i18n/plural.ts';

type Counted = { n: number };

/** What the sync mark opens: the changes that wait on this device. */
export const waiting = {
  panel: 'What is saved where',
  waiting: ({ n }: Counted) =>
    plural(n, { one: '# change waits to be sent', other: '# changes wait to be sent' }),
  nothing: 'Nothing waits: the hospital has everything that was entered here.',
  keptHere: ({ place }: { place: string }) =>
    `What waits is kept on ${place} and is sent by itself when the hospital answers.`,
  contact: ({ at, ago }: { at: string; ago: string }) =>
    `Last contact with the hospital ${at}, ${ago}.`,
  neverContact: 'The hospital has not answered here yet.',
  tryAgain: 'Try again now',
  record: 'Record',
  change: 'Change',
  since: 'Since',
  author: 'By',
  more: ({ n }: Counted) => plural(n, { one: 'and # more record', other: 'and # more records' }),
  'of.patients': 'Patient',
  'of.appointments': 'Appointment',
  'of.encounters': 'Stay or visit',
  'of.practitioners': 'Clinician',
  'of.locations': 'Place',
  'of.schedules': 'Working hours',
  'of.disputes': 'Decision',
  changed: ({ n }: Counted) => plural(n, { one: '# field changed', other: '# fields changed' }),
  undone: 'taken back',
  registered: 'registered',
};
