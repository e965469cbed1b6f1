import { countText } from '#pwa/i18n/formats.ts';
import { plural } from '#pwa/i18n/plural.ts';

const people = (n: number): string => plural(n, { one: '# person', other: '# people' });
const records = (n: number): string => plural(n, { one: '# record', other: '# records' });

/** Files of people that come in and go out. */
export const files = {
  title: 'Files',
  toPatients: 'Patients',
  why: 'Lists of people that come in, and what may be taken out. The hospital keeps a line of every file.',
  offline: 'The hospital does not answer.',
  offlineWhy:
    'A file can be chosen and looked at here. Checking and writing it need the hospital, and go on when it answers.',
  signedOut: 'The hospital wants your password again.',
  signedOutWhy: 'You opened this device without the network. Lock it and sign in once more.',

  bringIn: 'Bring people in',
  bringInWhy:
    'A table saved as CSV, or a FHIR R4 file (bundle or NDJSON). Nothing is written before every record was tried.',
  choose: 'Choose a file',
  unread: 'This file could not be read from where it is. Choose it again.',
  tooLarge: ({ most }: { most: string }) => `This file is larger than ${most}. Save it in parts.`,
  packedHere: 'It is compressed. The hospital opens it.',
  source: 'Where it comes from',
  sourceHint:
    'A short name without spaces. The same number from the same place is the same person, however often the file comes.',
  sourceWrong: 'Only letters, figures and - . : / _',
  encoding: 'Letters are written as',
  'encoding.utf-8': 'Unicode (UTF-8)',
  'encoding.windows-1252': 'Western Europe (Windows)',
  'encoding.windows-1251': 'Cyrillic (Windows)',
  'encoding.windows-1256': 'Arabic (Windows)',
  'encoding.windows-874': 'Thai (Windows)',
  dates: '03/04/1959 means',
  'dates.day-first': '3 April 1959',
  'dates.month-first': '4 March 1959',
  calendar: 'Years are counted',
  'calendar.gregorian': 'as 1959',
  'calendar.buddhist': 'as 2502 (Buddhist calendar)',
  m: 'M stands for',
  'm.male': 'male',
  'm.female': 'female (H is male)',
  hasHeader: 'The first line names the columns',
  preview: 'The first rows, and what each column says',
  column: ({ n }: { n: number }) => `Column ${n}`,
  leftAside: 'left aside',
  noName: 'Say which column is a name.',
  noNumber:
    'No column is a number of the person: a row that is changed later counts as somebody else.',
  otherList:
    'This looks like a list of appointments. Only lists of people come in here; the administration can import it at the server.',
  holds: ({ what }: { what: string }) => `It begins with ${what}.`,
  'field.number': 'MRN',
  'field.national': 'National number',
  'field.family': 'Family name',
  'field.given': 'Given name',
  'field.name': 'Full name',
  'field.title': 'Title',
  'field.birth': 'Birth date',
  'field.sex': 'Sex',
  'field.phone': 'Phone',
  'field.email': 'E-mail',
  'field.line': 'Address',
  'field.city': 'City',
  'field.postalCode': 'Postal code',
  'field.country': 'Country',
  'field.language': 'Language',
  'field.contactName': 'Next of kin',
  'field.contactRelationship': 'Relationship',
  'field.contactPhone': 'Contact phone',
  'field.comment': 'Comment',

  check: 'Check every record',
  sendAndCheck: 'Send and check',
  needsHospital: 'The hospital does not answer just now.',
  sending: ({ sent, of }: { sent: string; of: string }) => `Sending: ${sent} of ${of}`,
  sendingWaits: ({ sent, of }: { sent: string; of: string }) =>
    `${sent} of ${of} have arrived. It goes on when the hospital answers; keep this page open.`,
  halfSent: ({ name, sent, of }: { name: string; sent: string; of: string }) =>
    `${sent} of ${of} have arrived. Choose ${name} again, and only the rest is sent.`,
  checking: ({ n }: { n: number }) => `Checking: ${records(n)}`,
  writing: ({ n, of }: { n: number; of: number }) => `Writing: ${countText(n)} of ${records(of)}`,
  stop: 'Stop',
  goOn: 'Go on',
  stopped: 'Stopped. What is written stays; the rest waits.',
  checked: 'Checked, nothing written yet',
  done: 'Written',
  sum: (v: { added: number; changed: number; unchanged: number; refused: number }) =>
    `${countText(v.added)} new · ${countText(v.changed)} changed · ${countText(v.unchanged)} as they are · ${countText(v.refused)} refused`,
  sumWaiting: ({ n }: { n: number }) =>
    plural(n, { one: '# waits for its patient', other: '# wait for their patient' }),
  sumAside: ({ n }: { n: number }) =>
    plural(n, { one: '# is not kept here', other: '# are not kept here' }),
  sumDisputes: ({ n }: { n: number }) =>
    plural(n, {
      one: '# is left to a person in the inbox',
      other: '# are left to a person in the inbox',
    }),
  sumTwins: ({ n }: { n: number }) =>
    plural(n, {
      one: '# of the new is very likely here already',
      other: '# of the new are very likely here already',
    }),
  sumLeftOut: ({ n }: { n: number }) =>
    plural(n, {
      one: '# left out: very likely here already',
      other: '# left out: very likely here already',
    }),
  twins: 'Who is very likely here already',
  'twins.leave-out': 'Leave them out',
  'twins.take': 'Take them in as people of their own',
  twinsHint: 'Nobody is merged here. Two records of one person can be brought together later.',
  write: ({ n }: { n: number }) => `Write ${records(n)}`,
  nothingToWrite: 'No record of it would change anything.',
  readOtherwise: 'Read it otherwise',
  close: 'Close',
  remove: 'Take the file away',
  notDone: 'Not done: somebody else may have gone on with this file. It is shown as it is now.',

  told: 'What there is to say',
  toldNone: 'There is nothing to say of any record.',
  line: ({ n }: { n: number }) => `Line ${countText(n)}`,
  entry: ({ n }: { n: number }) => `Entry ${countText(n)}`,
  saveRefused: 'Save what was refused as a table',
  saveRefusedHint: 'With the reason behind each row. Mend it, and bring it in again.',
  more: 'More of them',
  lineHeading: 'Line',
  whyHeading: 'Why',
  'verdict.refused': 'Refused',
  'verdict.twin': 'Here already',
  'verdict.note': 'Taken',
  twinIs: ({ who }: { who: string }) => `Very likely ${who}.`,
  twinMaybe: ({ who }: { who: string }) => `Possibly ${who}.`,
  twinHidden: 'somebody whose record is restricted',
  born: ({ date }: { date: string }) => `born ${date}`,
  leftOutRow: 'Left out: very likely here already.',
  likeLine: ({ n }: { n: number }) => `The same names and birth date as in line ${countText(n)}.`,
  'reason.fields': 'It has more or fewer cells than the first line.',
  'reason.open-quote': 'A quotation mark opens and is never closed.',
  'reason.stray-quote':
    'A quotation mark opens and is never closed, or stands in the middle of a cell.',
  'reason.too-long': 'It is longer than a row can be. A quotation mark may be missing.',
  'reason.unreadable': 'It is no row of this table.',
  'reason.too-large': 'It is too large for one record.',
  'reason.not-readable': 'A value of it is none of its kind.',
  'reason.number-taken': 'Somebody else here has this MRN.',
  'reason.twice': ({ line }: { line: number }) =>
    `Line ${countText(line)} has the same number and says otherwise; that one counts.`,
  'reason.equal-row': ({ line }: { line: number }) =>
    `Equal in everything to line ${countText(line)}. If they are two people, give each a number.`,
  'fault.missing': ({ field }: { field: string }) => `${field}: nothing is there.`,
  'fault.too-long': ({ field, value }: { field: string; value: string }) =>
    `${field}: ${value} letters are too many.`,
  'fault.not-a-name': ({ field, value }: { field: string; value: string }) =>
    `${field}: “${value}” does not belong into a name.`,
  'fault.phone-too-short': ({ field }: { field: string }) => `${field}: too few figures.`,
  'fault.phone-letters': ({ field }: { field: string }) => `${field}: no number can be read.`,
  'fault.not-an-email': ({ field }: { field: string }) => `${field}: no address can be read.`,
  'fault.contact-without-name': ({ field }: { field: string }) => `${field}: the name is missing.`,
  'fault.birth-unreadable': 'Birth date: no date can be read.',
  'fault.birth-no-such-day': 'Birth date: there is no such day.',
  'fault.birth-future': 'Birth date: it lies in the future.',
  'fault.birth-too-long-ago': 'Birth date: it is longer ago than anybody lives.',
  'fault.birth-buddhist': ({ value, year }: { value: string; year: string }) =>
    `Birth date: ${value} can only be the Buddhist calendar, our ${year}. Read it otherwise: choose that calendar.`,
  'fault.sex-unreadable': ({ value }: { value: string }) =>
    `Sex: “${value}” is none that is known.`,
  'note.one-letter': ({ field }: { field: string }) => `${field}: one letter only.`,
  'note.has-figures': ({ field }: { field: string }) => `${field}: it has figures.`,
  'note.no-date': ({ field }: { field: string }) =>
    `${field}: zeros are no date; taken as not known.`,
  'note.in-comment': ({ field }: { field: string }) =>
    `${field}: it does not fit, and is kept in the comment.`,
  'note.empty-word': ({ field }: { field: string }) => `${field}: a word for nothing; left empty.`,

  'why.picture': 'This is a picture, no list of people.',
  'why.workbook': 'This is a workbook or an archive. Save the sheet as CSV, or unpack it first.',
  'why.pdf': 'This is a PDF. Export the list as CSV where it comes from.',
  'why.binary': 'This is no text. Choose a CSV or a FHIR file.',
  'why.empty': 'There is nothing in this file.',
  'why.encoding':
    'Its letters cannot be read as they are said to be written. Choose another way, or save it as UTF-8.',
  'why.packed': 'It is packed in a way that is not opened here. Unpack it first.',
  'why.inflation': 'Unpacked it would grow beyond all measure. Unpack it first.',
  'why.truncated': 'It ends in the middle. Send it again.',
  'why.unreadable': 'It cannot be read as a table or as FHIR.',
  'why.gone': 'The file is not in the hospital any more. Bring it in again.',
  'why.disk-full':
    'The disk of the server is full. What is written stays; it goes on when there is room.',
  'why.failed': 'The server could not go on. What is written stays; try to go on.',

  takeOut: 'Take people out',
  takeOutWhy:
    'Everything that this device may show, without restricted records. The file is made in the hospital and lies ready for a day.',
  format: 'As',
  'format.csv': 'Table of people (CSV)',
  'format.fhir-bundle': 'FHIR R4, one bundle',
  'format.fhir-ndjson': 'FHIR R4, NDJSON',
  make: 'Make the file',
  making: ({ n, of }: { n: number; of: number | null }) =>
    of === null ? 'Counting' : `${countText(n)} of ${records(of)}`,
  made: ({ n, bytes }: { n: number; bytes: string }) => `${people(n)}, ${bytes}`,
  download: 'Save on this computer',
  onlyPlaces: 'only what the places of that device hold',
  ownWhy:
    'Without the hospital, only what this device holds can be saved, as a table: it is not everybody, and may be old.',
  own: 'Save what this device holds',
  ownMaking: ({ n }: { n: number }) => `Saving: ${people(n)}`,
  ownDone: ({ n }: { n: number }) => `${people(n)} saved: only what this device holds`,
  ownCareful: 'A file on this computer is protected by nothing. Delete it when it has served.',

  list: 'Files so far',
  listNone: 'No file has come in or gone out yet.',
  open: 'Open',
  'phase.arriving': 'Half sent',
  'phase.arrived': 'Waits to be checked',
  'phase.checking': 'Being checked',
  'phase.checked': 'Checked',
  'phase.writing': 'Being written',
  'phase.making': 'Being made',
  'phase.done': 'Done',
  'phase.stopped': 'Stopped',
  'phase.failed': 'Cannot be read',
  'phase.removed': 'File gone',
};
