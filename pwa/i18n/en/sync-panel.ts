import { plural } from '#pwa/i18n/plural.ts';

type Counted = { n: number };

/** What the sync mark opens, beside what is saved where. */
export const syncPanel = {
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
  comparison: 'Is what is here right?',
  compared: ({ at, n }: { at: string; n: number }) =>
    n === 0
      ? `Compared with the hospital ${at}: everything here is as it is there.`
      : `Compared with the hospital ${at}: ${plural(n, { one: '# record was other than there, and was mended', other: '# records were other than there, and were mended' })}.`,
  neverCompared: 'It is compared with the hospital now and then, by itself.',
  compare: 'Compare now',
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
  'of.pairs': 'Two records',
};
