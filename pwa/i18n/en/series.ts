import { plural } from '#pwa/i18n/plural.ts';

/** A series of appointments. */
export const series = {
  title: 'Book a series',
  first: 'The first one',
  changeFirst: 'Another person, time or clinician',
  nothing: 'Nothing to repeat yet.',
  nothingWhy: 'Choose who and when first; then it can be repeated.',
  toBooking: 'Choose who and when',
  repeat: 'How often',
  every: 'Every',
  unit: 'Of what',
  weeks: 'weeks',
  days: 'days',
  weekdays: 'On these days',
  ends: 'It ends',
  endsTimes: 'after so many',
  endsUntil: 'on a day',
  times: 'How many in all',
  until: 'Last day',
  noEnd: 'A series needs an end: say how many, or until when.',
  tooMany: ({ n }: { n: number }) =>
    `At most ${n} in one series. Book the rest when these are nearly over.`,
  badStep: ({ n }: { n: number }) => `A whole number from 1 to ${n}.`,
  endsBefore: 'The last day lies before the first appointment.',
  dates: ({ n }: { n: number }) => plural(n, { one: '# date', other: '# dates' }),
  instead: ({ time }: { time: string }) => `Instead of ${time}`,
  anyway: 'Book it all the same',
  leaveOut: 'Leave out',
  leftOut: 'left out',
  again: 'Ask again',
  taken: ({ name }: { name: string }) => `Taken by ${name}`,
  book: ({ n }: { n: number }) =>
    plural(n, { one: 'Book # appointment', other: 'Book # appointments' }),
  needAnswers: ({ n }: { n: number }) =>
    plural(n, {
      one: '# date is not free: choose what becomes of it.',
      other: '# dates are not free: choose what becomes of them.',
    }),
  needDates: 'No date is left.',
  booked: ({ n, confirmed }: { n: number; confirmed: number }) =>
    `${plural(n, { one: '# appointment', other: '# appointments' })}, ${confirmed} confirmed.`,
  confirmed: 'confirmed',
  takenBack: 'Taken back. The times are free again.',
  print: 'Print the list',
};
