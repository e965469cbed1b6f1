import { plural } from '#pwa/i18n/plural.ts';

/** Changes that the hospital did not take by themselves, and what an administrator decides. */
export const escrow = {
  title: 'Changes that wait for you',
  why: 'The hospital keeps these whole and has not put them into any record. Let one in and it counts as its author’s late change; set one aside and its author reads why. Both stay written down with your name.',
  none: 'Nothing waits',
  noneWhy:
    'What a locked device, an old app or a person who lost the way in still had to say would stand here.',
  offline: 'These changes are kept in the hospital alone. The page is tried again by itself.',
  more: ({ n }: { n: number }) =>
    plural(n, {
      one: 'And # more, once these are decided.',
      other: 'And # more, once these are decided.',
    }),
  who: (v: { name: string; device: string; written: string; arrived: string }) =>
    `${v.name} wrote it on ${v.device}, ${v.written}. The hospital got it ${v.arrived}.`,
  unread: (v: { device: string; arrived: string }) =>
    `It came from ${v.device}, ${v.arrived}, and cannot be read.`,
  noDevice: 'a device that is not known any more',
  field: 'Field',
  written: 'What was written',
  hospital: 'What the hospital has',
  noRecord: 'no such record yet',
  nothing: 'nothing',
  apply: 'Let it in',
  aside: 'Set aside',
  cannotLand: 'It cannot be read, so it cannot land. Set it aside once somebody has looked at it.',
  asideTitle: 'Set this change aside',
  reason: 'Why',
  reasonHint: 'Its author reads this. Do not name the patient.',
  needsReason: 'Say why: its author will ask.',
  applied: 'It is in the record now',
  putAside: 'Set aside, with your reason',
  gone: 'Somebody has decided it already.',
  stopped: ({ why }: { why: string }) => `It did not land, and still waits. ${why}`,
  settled: 'Decided lately',
  change: 'Change',
  decision: 'Decision',
  by: 'By',
  when: 'When',
  byHospital: 'the hospital itself',
  'as.applied': 'let in',
  'as.set-aside': 'set aside',
  'as.landed': 'came again and was taken',
};
