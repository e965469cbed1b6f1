import { expect, test } from 'vitest';
import { bare, csvLine } from './csv-text.ts';
import { plainHeading } from './people-fields.ts';
import { personOfRow } from './person-of-row.ts';
import { readCsv, readHead } from './read-csv.ts';
import { FILE_FIELDS, isInFiles, rowOfPerson } from './row-of-person.ts';
import { guessSettings, type TableSettings } from './table-settings.ts';

const TODAY = '2026-11-27';

function guess(text: string): TableSettings {
  return guessSettings(
    readHead(text, 20, true).map(({ cells }) => cells),
    TODAY,
  );
}

test('a file of ours comes in again as the people it was made of', () => {
  const patient = {
    identifiers: { mrn: { kind: 'mrn', value: '1048827' } },
    names: { official: { use: 'official', family: "O'Neil", given: 'Null', prefix: 'Dr' } },
    birthDate: '1959-03-14',
    sex: 'female',
    telecom: { phone: { kind: 'phone', value: '+353 1 555 0100' } },
    addresses: { home: { line: '-1 Main; "Old" Street', city: 'Dún, Laoghaire' } },
    comment: '=1+1\nsecond line',
  } as const;
  const text = csvLine(FILE_FIELDS.map(plainHeading)) + csvLine(rowOfPerson(patient));
  const rows = readCsv(text);
  const [, row] = rows.ok ? rows.value : [];
  expect(personOfRow(row?.cells ?? [], guess(text), TODAY)).toEqual({
    kind: 'person',
    patient,
    notes: [],
  });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
  'no spreadsheet computes a cell that begins as %j does',
  (cell) => {
    const line = csvLine([cell]);
    expect(line).toMatch(/^"?'/);
    const read = readCsv(line);
    expect(bare((read.ok && read.value[0]?.cells[0]) || '').trim()).toBe(cell.trim());
  },
);

test('whose record is restricted, and who was found to be somebody else, is in no file', () => {
  expect(isInFiles({})).toBe(true);
  expect(isInFiles({ isRestricted: true })).toBe(false);
  expect(isInFiles({ links: { a: { kind: 'replaced-by', patientId: 'b' } } })).toBe(false);
});

test('columns are known by what people call them, in their languages, and by what stands in them', () => {
  expect(
    guess('Apellidos;Nombre;Fecha de nacimiento;Sexo\nRuiz;Ana;14/3/1959;M\nGil;Leo;2/3/1960;H'),
  ).toEqual({
    hasHeader: true,
    columns: ['family', 'given', 'birth', 'sex'],
    dates: 'day-first',
    calendar: 'gregorian',
    m: 'female',
  });
  expect(
    guess('patient_id,name,dob,xyz\n1,Ann Lee,12/31/1980,a@b.ie\n2,Bo Ek,1/2/1990,c@d.ie'),
  ).toMatchObject({
    columns: ['number', 'name', 'birth', 'email'],
    dates: 'month-first',
  });
  expect(guess('رقم الملف,اسم العائلة,الاسم,تاريخ الميلاد\n7,حداد,ليلى,1990-01-02').columns).toEqual([
    'number',
    'family',
    'given',
    'birth',
  ]);
});

test('a list without headings is read by its values, and its first line is a person', () => {
  expect(guess('Smith,Ann,1980-12-31,F\nEk,Bo,1990-01-02,M')).toMatchObject({
    hasHeader: false,
    columns: ['family', 'given', 'birth', 'sex'],
  });
});

test('a list in the Buddhist calendar is known by its years', () => {
  const thai = 'ชื่อ,surname,dob\nสมชาย,ใจดี,14/03/2502\nมาลี,ใจดี,02/01/2533';
  const settings = guess(thai);
  expect(settings.calendar).toBe('buddhist');
  expect(personOfRow(['x', 'ใจดี', '14/03/2502'], settings, TODAY)).toMatchObject({
    patient: { birthDate: '1959-03-14' },
  });
});

const PLAIN: TableSettings = {
  hasHeader: true,
  columns: ['family', 'given', 'birth', 'phone', 'sex'],
  dates: 'day-first',
  calendar: 'gregorian',
  m: 'male',
};
const long = 'a'.repeat(400);

/** The bad input of the front desk: each gets its own answer, in a kind that a screen turns into words. */
test.each([
  ['one letter', ['X', 'Ann', '1959-03-14'], { notes: [{ field: 'family', kind: 'one-letter' }] }],
  [
    'four hundred letters',
    [long],
    { faults: [{ field: 'family', kind: 'too-long', value: '400' }] },
  ],
  ['an emoji', ['Smith 🙂'], { faults: [{ field: 'family', kind: 'not-a-name', value: '🙂' }] }],
  ['right to left', ['حداد', 'ليلى'], { patient: { names: { official: { family: 'حداد' } } } }],
  ["O'Neil", ["O'Neil"], { patient: { names: { official: { family: "O'Neil" } } } }],
  [
    'Null',
    ['Null', 'NULL'],
    { patient: { names: { official: { family: 'Null', given: 'NULL' } } } },
  ],
  ['nobody', ['', ''], { faults: [{ field: 'family', kind: 'missing' }] }],
  ['the future', ['Lee', '', '2031-01-01'], { faults: [{ field: 'birth', kind: 'birth-future' }] }],
  [
    'no such day',
    ['Lee', '', '30/2/1990'],
    { faults: [{ field: 'birth', kind: 'birth-no-such-day' }] },
  ],
  ['a word', ['Lee', '', 'soon'], { faults: [{ field: 'birth', kind: 'birth-unreadable' }] }],
  [
    'the Buddhist calendar',
    ['Lee', '', '2502-03-14'],
    { faults: [{ field: 'birth', kind: 'birth-buddhist', value: '2502' }] },
  ],
  ['0000-00-00', ['Lee', '', '0000-00-00'], { notes: [{ field: 'birth', kind: 'no-date' }] }],
  ['a time of day', ['Lee', '', '1959-03-14 00:00:00'], { patient: { birthDate: '1959-03-14' } }],
  ['NULL for a date', ['Lee', '', 'NULL'], { notes: [{ field: 'birth', kind: 'empty-word' }] }],
  [
    'a sex that is none',
    ['Lee', '', '', '', 'yes'],
    { faults: [{ kind: 'sex-unreadable', value: 'yes' }] },
  ],
  [
    'a phone that is none',
    ['Lee', '', '', 'ask her son'],
    { patient: { comment: 'phone: ask her son' }, notes: [{ field: 'phone', kind: 'in-comment' }] },
  ],
])('%s in a row gets a clear answer', (_, cells, answer) => {
  expect(personOfRow(cells, PLAIN, TODAY)).toMatchObject(answer);
});

test('the beginning of a large file shows whole rows only', () => {
  expect(readHead('a,b\n1,"2\n3"\n4,5', 20, false)).toHaveLength(2);
  expect(readHead('sep=;\na;b\n1;2', 20, true)).toEqual([
    { line: 2, cells: ['a', 'b'] },
    { line: 3, cells: ['1', '2'] },
  ]);
});
