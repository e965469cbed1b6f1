import { plural } from '#pwa/i18n/plural.ts';

/** Today's list: who waits, who is expected, and what needs somebody. */
export const today = {
  title: 'Today',
  queue: 'Waiting room',
  book: 'Book',
  wards: 'To the wards',
  calendar: 'All of the day',
  whose: 'Whose day',
  mine: 'My list',
  all: 'Everybody',
  waiting: 'Waiting',
  longestFirst: 'longest first',
  room: 'In the room',
  next: 'Expected',
  done: 'Seen and closed',
  since: ({ time, span }: { time: string; span: string }) => `since ${time}, ${span}`,
  clash: 'Clash',
  clashWaiting: ({ span }: { span: string }) => `Clash, waiting ${span}`,
  provisional: 'Provisional',
  expected: 'expected',
  late: ({ span }: { span: string }) => `${span} late`,
  roomSince: ({ time }: { time: string }) => `since ${time}`,
  sortOut: 'Sort it out',
  undo: 'Undo',
  undone: 'Taken back.',
  mayNot: 'Your role reads this list and does not check anybody in.',
  decisions: ({ n }: { n: number }) =>
    plural(n, {
      one: '# record has two readings and needs a decision.',
      other: '# records have two readings and need a decision.',
    }),
  refused: ({ n }: { n: number }) =>
    plural(n, {
      one: 'The hospital did not accept # change of yours. It is kept.',
      other: 'The hospital did not accept # changes of yours. They are kept.',
    }),
  clashes: ({ n }: { n: number }) =>
    plural(n, {
      one: '# booking lost its time and needs another.',
      other: '# bookings lost their time and need another.',
    }),
  holds: ({ n }: { n: number }) =>
    plural(n, {
      one: '# booking of today is provisional until the hospital confirms it.',
      other: '# bookings of today are provisional until the hospital confirms them.',
    }),
  toInbox: 'Open the inbox',
  empty: 'No appointments today.',
  emptyMine: 'No appointments with you today.',
  emptyWhy: 'The calendar shows the days ahead and every free time.',
  emptyFiltered: 'Nobody is booked here today. The list of everybody may have some.',
};
