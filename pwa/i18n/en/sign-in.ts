import { plural } from '#pwa/i18n/plural.ts';
import { PASSWORD_LENGTH } from '#shared/sync/accounts.ts';

type OnPlace = { place: string };
type Ended = { name: string; place: string };

/** The page in front of everything; names staff, never a patient. */
export const signIn = {
  title: 'Sign in',
  who: ({ place }: OnPlace) => `Who is using ${place}?`,
  first: 'Sign in to Wardline',
  lead: 'Patients, appointments and beds that keep working when the network does not.',
  lastHere: ({ place, at }: { place: string; at: string }) => `last used ${place} ${at}`,
  someoneElse: 'Someone else',
  people: 'People who have signed in here',
  username: 'User name',
  password: 'Password',
  show: 'Show the password',
  enter: 'Sign in',
  entering: 'Signing in',
  needName: 'The user name is missing.',
  needPassword: 'The password is missing.',
  offlineToo: ({ place }: OnPlace) =>
    `Works without a network for people who have signed in on ${place}.`,
  noNetwork: 'No network. Everything entered here is kept and will be sent.',
  demo: 'Demo hospital: sign in as',
  demoWhy: 'Invented people on this computer only.',

  wrong: 'Wrong user name or password.',
  wrongHere: 'Wrong password.',
  triesLeft: ({ n }: { n: number }) => plural(n, { one: '# try left.', other: '# tries left.' }),
  tooMany: ({ wait }: { wait: string }) => `Too many tries. Open again in ${wait}.`,
  sealed: ({ place }: OnPlace) =>
    `What is kept on ${place} is sealed, and your sign-in does not open it. Somebody who has signed in here before has to sign in first. If nobody can, clear the browser’s data for this address: what was not sent yet is lost then.`,
  unknownHere: ({ place }: OnPlace) =>
    `Without a network, ${place} opens only for people who have signed in here before.`,
  unreachable: ({ place }: OnPlace) =>
    `The hospital does not answer, and this user name has not signed in on ${place} before. It works again with the network.`,
  mustChange: ({ place }: OnPlace) =>
    `Your password was given to you: change it first, and that needs the hospital. Until then, ${place} stays closed for you.`,
  passwordChanged: ({ place }: OnPlace) =>
    `Your password was changed. Sign in with the new one as soon as the hospital answers; the old one does not open ${place} any more.`,
  endedPassword: ({ name, place }: Ended) =>
    `${name}: the password was changed, so ${place} was closed. Sign in with the new one. Nothing entered here is lost.`,
  endedNoAccount: ({ name, place }: Ended) =>
    `${name}: this account can no longer sign in, so ${place} was closed. Nothing entered here is lost.`,
  leaseOver: ({ at }: { at: string }) =>
    `Too long without contact: last contact ${at}. It opens again when the hospital answers. Nothing entered here is lost.`,
  deviceLocked: ({ place }: OnPlace) =>
    `The administrator has locked ${place}. What was entered here is kept and is sent once it is unlocked.`,
  failed: 'Signing in did not work. Nothing was lost.',
  failedWhy: ({ detail }: { detail: string }) => `The hospital says: ${detail}`,

  changeTitle: 'Choose your own password',
  changeWhy: 'The one you signed in with was given to you. Only you will know the new one.',
  current: 'Password now',
  next: 'New password',
  nextHint: `At least ${PASSWORD_LENGTH.min} characters. A short sentence is easy to keep in mind.`,
  again: 'New password once more',
  tooShort: ({ n }: { n: number }) =>
    plural(n, { one: '# character is missing.', other: '# characters are missing.' }),
  notSame: 'The two are not the same.',
  sameAsBefore: 'This is the password you have now.',
  change: 'Change the password',
  changed: 'Password changed',
  changeOffline: 'A password can be changed only while the hospital answers. The old one stays.',
  changeRefused: 'The password now is not right. Nothing was changed.',
  changeSignedOut: 'The hospital asks you to sign in again first. Nothing was changed.',
  nextIsUsername: 'The password is the user name. Choose another.',
  nextIsDemo: 'This is the password of the demo. Choose another.',
  nextTooLong: `The password may have ${PASSWORD_LENGTH.max} characters at most.`,
  changeFailed: ({ why }: { why: string }) =>
    `The hospital did not accept it: ${why}. Nothing was changed.`,
};
