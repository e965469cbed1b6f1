import { countText } from '#pwa/i18n/formats.ts';
import { plural } from '#pwa/i18n/plural.ts';

/** The list of people. */
export const patients = {
  title: 'Patients',
  count: ({ n }: { n: number }) =>
    plural(n, { one: '# person on this device', other: '# people on this device' }),
  reading: ({ read, total }: { read: number; total: number }) =>
    `Reading people: ${countText(read)} of ${countText(total)}`,
  files: 'Files',
  duplicates: 'Likely duplicates',
  register: 'Register a person',
  registerNamed: ({ text }: { text: string }) => `Register “${text}”`,
  mayNotRegister: 'Your role reads people and does not register them.',
  find: 'Find by name, MRN or birth date',
  list: 'People by name',
  foundCount: ({ n }: { n: number }) => `${countText(n)} found, best first`,
  foundMost: ({ n }: { n: number }) => `The best ${countText(n)}. More letters narrow it down.`,
  jump: 'Jump to a letter',
  jumpTo: ({ letter }: { letter: string }) => `Names from ${letter}`,
  fromStart: 'From the start',
  deceased: 'Died',
  restricted: 'Restricted record',
  empty: 'No people on this device yet',
  emptyWhy: 'They arrive with the first contact to the hospital. Anybody can be registered now.',
  emptyLoading: 'People are arriving from the hospital',
  emptyLoadingWhy:
    'What has arrived can be used now. If the network goes, it continues where it stopped.',
  nobody: ({ text }: { text: string }) => `Nobody called “${text}” on this device`,
  nobodyWhy: ({ n }: { n: number }) =>
    plural(n, {
      one: 'One person on this device was searched by name, number and birth date.',
      other:
        '# people on this device were searched by name, number and birth date. Fewer letters or the MRN may help.',
    }),
  nobodyReading: ({ read, total }: { read: number; total: number }) =>
    `Not found so far: ${countText(read)} of ${countText(total)} people have been searched.`,
  elsewhere: 'not on this device',
};
