import { countText } from '#pwa/i18n/formats.ts';
import { ordinal, plural } from '#pwa/i18n/plural.ts';

type Counted = { n: number };
type Resent = { sent: number; of: number; tries: number };
type OnDevice = { n: number; place: string };

/** What is saved where (UI.md 6). "Saved" alone is never said. */
export const sync = {
  'place.tablet': 'this tablet',
  'place.desktop': 'this computer',
  'place.phone': 'this phone',
  opening: 'Opening what is kept here',
  connecting: 'Connecting to the hospital',
  firstSync: ({ n }: Counted) =>
    plural(n, { one: 'Loading: # record', other: 'Loading: # records' }),
  firstSyncOf: ({ got, n }: Counted & { got: number }) =>
    `Loading: ${countText(got)} of ${plural(n, { one: '# record', other: '# records' })}`,
  firstSyncMore: 'what is here can be used now',
  saved: 'All saved in the hospital',
  at: ({ at }: { at: string }) => `at ${at}`,
  saving: ({ n }: Counted) => plural(n, { one: 'Saving # change', other: 'Saving # changes' }),
  keptOn: ({ place }: { place: string }) => `kept on ${place}`,
  offlineSince: ({ at }: { at: string }) => `Offline since ${at}`,
  nothingWaiting: 'nothing waiting to be sent',
  changesOn: ({ n, place }: OnDevice) =>
    plural(n, { one: `# change on ${place}`, other: `# changes on ${place}` }),
  again: 'Sending again',
  againMore: ({ sent, of, tries }: Resent) =>
    `${countText(sent)} of ${countText(of)} sent, ${ordinal(tries, { one: '#st try', two: '#nd try', few: '#rd try', other: '#th try' })}`,
  needYou: ({ n }: Counted) =>
    plural(n, { one: '# change needs you', other: '# changes need you' }),
  locked: 'Locked',
  signInAgain: 'Sign in again',
  stillWaiting: ({ n }: Counted) =>
    plural(n, {
      one: '# change still waiting to be sent',
      other: '# changes still waiting to be sent',
    }),
  leaseOver: 'Opens again when online',
  leaseOverMore: ({ at, n }: { at: string; n: number }) =>
    `last contact ${at}, ${plural(n, { one: '# change kept', other: '# changes kept' })}`,
  handedOver: ({ n }: Counted) =>
    plural(n, {
      one: '# change waits for an administrator',
      other: '# changes wait for an administrator',
    }),
  outdated: 'Reload: this app is too old',
  noRoom: 'The hospital has no room',
  noRoomMore: ({ n, place, span }: OnDevice & { span: string }) =>
    `${plural(n, { one: '# change', other: '# changes' })} kept on ${place}, tried again in ${span}`,
  full: ({ place }: { place: string }) => `Not saved: ${place} is full`,
  keepOpen: 'keep this page open',
  readOnly: 'For reading only',
  readOnlyMore: 'this browser keeps nothing',
  failed: 'Not open',
  failedMore: 'nothing was lost',

  changed: ({ n }: Counted) => plural(n, { one: '# field changed', other: '# fields changed' }),
  undone: 'taken back',
  registered: 'registered',
};
