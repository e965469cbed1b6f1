import { plural } from '#pwa/i18n/plural.ts';

/** A clinician is away: where their people go, and whom to call. */
export const away = {
  unnamed: 'The address does not say who is away.',
  choose: 'Choose the clinician in the calendar',
  title: 'A clinician is away',
  of: ({ name, day }: { name: string; day: string }) => `${name} is away, ${day}`,
  print: 'Print the list',
  to: 'Where they go',
  colleagues: 'To colleagues, from their own time on',
  later: 'To the same clinician on a later day',
  nobody: 'Nobody is booked on this day who could be moved.',
  proposed: ({ n }: { n: number }) =>
    plural(n, { one: '# person to move', other: '# people to move' }),
  moveAll: ({ n }: { n: number }) => plural(n, { one: 'Move # person', other: 'Move all #' }),
  done: ({ n }: { n: number }) =>
    plural(n, {
      one: '# person moved. Provisional until the hospital confirms it.',
      other: '# people moved. Provisional until the hospital confirms them.',
    }),
  none: 'No free time: choose one',
  callTitle: ({ n }: { n: number }) => plural(n, { one: '# to call', other: '# to call' }),
  callLeft: 'Somebody has not been called yet.',
  callDone: 'Done, clear the list',
  callNoPhone: 'No telephone known',
  called: 'Called',
};
