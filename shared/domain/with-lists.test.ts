import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownName } from './human-name.ts';
import type { Patient } from './patient.ts';
import { listFaults, listsOf, withLists, type Lists } from './with-lists.ts';

const patient: Patient = {
  names: {
    n: { use: 'official', family: 'Haddad', given: 'Layla', prefix: 'Dr' },
    m: { use: 'maiden', family: 'Khoury' },
  },
  telecom: {
    p: { kind: 'phone', value: '0171 5550199' },
    q: { kind: 'phone', value: '0171 5550100', use: 'work' },
    f: { kind: 'fax', value: '0171 5550101' },
  },
  contacts: { a: { name: 'Omar Haddad' }, b: { name: 'Rana Haddad', relationship: 'sister' } },
  languages: { ar: { code: 'ar', isPreferred: true }, fr: { code: 'fr' } },
  comment: 'hears badly',
};
const NONE: Lists = { names: {}, telecom: {}, contacts: {}, languages: {} };
const edit = (typed: Partial<Lists>, now = patient): Patient => {
  const shown = listsOf(patient);
  return withLists(now, { shown, typed: { ...shown, ...typed } });
};

test('the lists hold what the form above does not show', () => {
  expect(listsOf(patient)).toEqual({
    names: { m: { use: 'maiden', family: 'Khoury', given: '' } },
    telecom: { q: { kind: 'phone', value: '0171 5550100' } },
    contacts: { b: { name: 'Rana Haddad', relationship: 'sister', phone: '' } },
    languages: { fr: 'fr' },
  });
});

test('lists that nobody changed change nothing', () => {
  expect(edit({})).toEqual(patient);
  for (const bare of [
    {},
    { allergies: {}, telecom: {} },
    { names: { n: { text: 'X' } } },
  ] as const) {
    const shown = listsOf(bare);
    const { telecom: _empty, ...rest } = bare as Patient;
    expect(withLists(bare, { shown, typed: shown })).toEqual(rest);
  }
});

test('the same name in another script is official too, and the first one is still the one that is shown', () => {
  const after = edit({
    names: { ...listsOf(patient).names, s: { use: 'official', family: 'حداد', given: 'ليلى' } },
  });
  expect(after.names?.['s']).toEqual({ use: 'official', family: 'حداد', given: 'ليلى', order: 1 });
  expect(shownName(after.names)?.family).toBe('Haddad');
  expect(listsOf(after).names['s']).toMatchObject({ use: 'official' });
});

test('a name is never taken out; a phone, a contact and a language are', () => {
  const after = edit(NONE);
  expect(after.names).toEqual(patient.names);
  expect(Object.keys(after.telecom ?? {})).toEqual(['p', 'f']);
  expect(Object.keys(after.contacts ?? {})).toEqual(['a']);
  expect(Object.keys(after.languages ?? {})).toEqual(['ar']);
});

test('what another desk wrote meanwhile stays, where this form did not touch it (M1)', () => {
  const now: Patient = {
    ...patient,
    contacts: { ...patient.contacts, b: { name: 'Rana Salem' }, c: { name: 'New' } },
  };
  const after = edit({ languages: { fr: 'fr', x: 'de' } }, now);
  expect(after.contacts).toEqual(now.contacts);
  expect(after.languages).toEqual({ ...patient.languages, x: { code: 'de' } });
});

test('empty rows write nothing, and what a record has besides stays', () => {
  const after = edit({
    telecom: { q: { kind: 'phone', value: '0171 5550111' }, z: { kind: 'email', value: ' ' } },
    contacts: { b: { name: 'Rana Haddad', relationship: '', phone: '' } },
    names: { ...listsOf(patient).names, y: { use: 'usual', family: '', given: '' } },
    languages: { fr: 'fr', y: '' },
  });
  expect(after.telecom?.['q']).toEqual({ kind: 'phone', value: '0171 5550111', use: 'work' });
  expect(after.contacts?.['b']).toEqual({ name: 'Rana Haddad' });
  expect(JSON.stringify(after)).not.toMatch(/"[yz]":/);
});

test('twice is once, whatever is typed', () => {
  const rows = <T>(row: fc.Arbitrary<T>) => fc.dictionary(fc.constantFrom('q', 'b', 'm', 'x'), row);
  const text = fc.constantFrom('', 'Ana', ' Ito ');
  const use = fc.constantFrom('usual', 'official', 'maiden', 'nickname', 'old');
  const lists = fc.record({
    names: rows(fc.record({ use, family: text, given: text })),
    telecom: rows(fc.record({ kind: fc.constantFrom('phone', 'email'), value: text })),
    contacts: rows(fc.record({ name: text, relationship: text, phone: text })),
    languages: rows(fc.constantFrom('', 'de')),
  }) as fc.Arbitrary<Lists>;
  fc.assert(
    fc.property(lists, (typed) => {
      const shown = listsOf(patient);
      const once = withLists(patient, { shown, typed });
      expect(withLists(once, { shown, typed })).toEqual(once);
      expect(Object.keys(once.names ?? {})).toEqual(
        expect.arrayContaining(Object.keys(patient.names ?? {})),
      );
    }),
  );
});

test.each<[string, Partial<Lists>, string, string]>([
  [
    'a smile as a name',
    { names: { k: { use: 'usual', family: '😀', given: '' } } },
    'k/family',
    'not-a-name',
  ],
  [
    'letters as a phone',
    { telecom: { k: { kind: 'phone', value: 'ask him' } } },
    'k/value',
    'phone-letters',
  ],
  [
    'half an e-mail',
    { telecom: { k: { kind: 'email', value: 'layla@' } } },
    'k/value',
    'not-an-email',
  ],
  [
    'a phone of nobody',
    { contacts: { k: { name: '', relationship: '', phone: '0171 5550199' } } },
    'k/name',
    'contact-without-name',
  ],
])('%s gets its answer', (_, typed, where, kind) => {
  expect(Object.fromEntries(listFaults({ ...NONE, ...typed }))).toMatchObject({
    [where]: { kind },
  });
});
