import { plural } from '#pwa/i18n/plural.ts';

/** The waiting room and its wall. */
export const queue = {
  title: 'Waiting room',
  wall: 'Call screen',
  walkIn: 'Walk-in',
  empty: 'Nobody is booked today.',
  emptyWhy: 'Whoever comes without an appointment is taken in as a walk-in.',
  room: 'In the room',
  waiting: 'Waiting',
  late: 'Their time has come',
  absent: 'Did not come',
  count: ({ n }: { n: number }) => plural(n, { one: '# waiting', other: '# waiting' }),
  toCome: ({ n }: { n: number }) => plural(n, { one: '# to come', other: '# to come' }),
  next: ({ n }: { n: number }) => `about ${n} min`,
  noWait: 'no wait',
  inRoom: ({ n }: { n: number }) => `for ${n} min`,
  waits: ({ n }: { n: number }) => `waits ${n} min`,
  about: ({ n }: { n: number }) => (n === 0 ? 'next' : `about ${n} min more`),
  lateBy: ({ n }: { n: number }) => `${n} min late`,
  called: 'Now called',
  nobodyCalled: 'Nobody is called just now.',
  person: 'Person',
  register: 'Register somebody new',
  to: 'To whom',
  reason: 'Reason',
  checkIn: 'Check in',
  needPerson: 'Choose who it is.',
  nobodyWorks: 'Nobody works today.',
  walkInReason: 'Walk-in',
  walkInDone: ({ token, name }: { token: string; name: string }) =>
    `Checked in with ${name}. Token ${token}.`,
};
