import { plural } from '#pwa/i18n/plural.ts';

/** The tablet at the entrance. */
export const kiosk = {
  title: 'Self check-in',
  begin: 'Begin on this device',
  beginWhy:
    'This device then shows the check-in alone, also after a restart. Leaving it needs your password. What people check in here is written under your name as self check-in.',
  scan: 'Hold the code of your slip to the scanner or the camera, or type.',
  openCamera: 'Open the camera',
  closeCamera: 'Close the camera',
  preview: 'What the camera sees: hold the code of your slip in its middle',
  otherCode: 'That is no code of a slip. Type instead, or go to the desk.',
  instead: 'Type instead, or go to the desk.',
  born: 'Your birth date',
  bornHint: 'Such as 14 Mar 1959',
  proof: 'Your family name, or the last four figures of your hospital number',
  proofHint: 'The number stands on your slip or card, after MRN.',
  checkIn: 'Check in',
  paused: 'A moment, or go to the desk.',
  notReady: 'A moment.',
  toDesk: 'Go to the desk, where somebody helps you.',
  toDeskWhy: 'The check-in here did not go through.',
  done: 'You are checked in.',
  seat: 'Take a seat. You are called by this token.',
  with: 'With',
  ticket: 'Print the ticket',
  next: 'Done',
  staff: 'Staff',
  password: 'Your password',
  wrong: 'The check-in stays: the password does not open this device.',
  leave: 'Leave the check-in',
  before: ({ n }: { n: number }) =>
    n === 0
      ? 'nobody waits before you'
      : plural(n, { one: '# waits before you', other: '# wait before you' }),
  printed: ({ time }: { time: string }) => `Printed ${time}.`,
};
