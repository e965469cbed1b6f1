import { expect, test } from 'vitest';
import { FILE_FIELDS } from '#shared/tables/row-of-person.ts';
import { PEOPLE_FIELDS, fieldCalled } from '#shared/tables/people-fields.ts';
import { files as ar } from '#pwa/i18n/ar/files.ts';
import { files as en } from '#pwa/i18n/en/files.ts';
import { files as es } from '#pwa/i18n/es/files.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { toldWords, type Told } from './file-words.ts';
import { lookHere } from './look-here.ts';

test.each([
  ['English', en],
  ['Spanish', es],
  ['Arabic', ar],
])('a file whose columns are called in %s is read again without a word', (_, words) => {
  for (const field of PEOPLE_FIELDS) {
    // Beside a family name the bare name is the given one.
    const name = words[`field.${field}`];
    expect(`${name}: ${fieldCalled(name)}`).toBe(
      `${name}: ${field === 'given' && name === 'Nombre' ? 'name' : field}`,
    );
  }
  expect(FILE_FIELDS.length).toBeLessThan(PEOPLE_FIELDS.length);
});

test('a refused row says why in words, field by field; a twin says who is here, if that may be said', async () => {
  await learnAll();
  const row = { line: 3, entry: null } as const;
  const said: readonly (readonly [Omit<Told, 'line' | 'entry'>, string])[] = [
    [
      { verdict: 'refused', faults: [{ field: 'birth', kind: 'birth-buddhist', value: '2502' }] },
      'Birth date: 2502 can only be the Buddhist calendar, our 1959.',
    ],
    [
      { verdict: 'refused', faults: [{ field: 'family', kind: 'too-long', value: '400' }] },
      'Family name: 400 letters are too many.',
    ],
    [
      { verdict: 'refused', reason: { kind: 'equal-row', line: 2 } },
      'Equal in everything to line 2.',
    ],
    [
      {
        verdict: 'twin',
        twin: { patientId: 'a', verdict: 'very-likely', document: 'b' },
        seen: { name: 'Ruiz, Ana', birthDate: '1959-03-14', mrn: '7' },
      },
      'Very likely Ruiz, Ana, born 14 Mar 1959, MRN 7.',
    ],
    [
      { verdict: 'note', twin: { patientId: 'a', verdict: 'possible', document: 'b' }, seen: null },
      'Possibly somebody whose record is restricted.',
    ],
  ];
  for (const [told, words] of said) expect(toldWords({ ...row, ...told })).toContain(words);
});

test('a file is looked at on this device, without the hospital', async () => {
  const look = (...parts: BlobPart[]): ReturnType<typeof lookHere> =>
    lookHere(new Blob(parts), '2026-11-27');
  expect(await look('family,given\nRuiz,Ana\n')).toMatchObject({
    kind: 'look',
    settings: { encoding: 'utf-8', table: { columns: ['family', 'given'] } },
  });
  expect(await look(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toEqual({
    kind: 'strange',
    why: 'picture',
  });
  expect(await look(new Uint8Array([0x1f, 0x8b, 8]))).toEqual({ kind: 'packed' });
  expect(
    await look('{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}}'),
  ).toMatchObject({
    look: { kind: 'fhir', rows: [['Patient', 1]] },
  });
  const cut = `family\n${'ä'.repeat(40_000)}`;
  expect(await look(cut)).toMatchObject({ settings: { encoding: 'utf-8' } });
  expect(await look('family\nM', new Uint8Array([0xfc]), 'ller\n')).toMatchObject({
    look: { rows: [['family'], ['Müller']] },
    settings: { encoding: 'windows-1252' },
  });
});
