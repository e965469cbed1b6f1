// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { learnAll } from '#pwa/i18n/t.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { RegistrationScreen } from './registration-screen.tsx';

let device: TestDevice;
beforeAll(async () => {
  await learnAll();
  device = await aDevice({});
});
afterAll(() => device.close());
beforeEach(async () => {
  await device.store.remove(await device.store.keysWith('draft/'));
  device.show(<RegistrationScreen />);
});

const field = (label: string): HTMLInputElement => screen.getByLabelText(label);
function type(label: string, value: string): void {
  fireEvent.input(field(label), { target: { value } });
  fireEvent.focusOut(field(label));
}
/** What is said of a field where it was typed: beside it, and read out with it. */
const saidOf = (label: string): string =>
  (field(label).getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

const NAMES = 'Family name';
const BORN = 'Birth date';
test.each<[what: string, label: string, typed: string, said: RegExp]>([
  ['a name of one letter', NAMES, 'O', /One letter/],
  ['a name of 400 letters', NAMES, 'x'.repeat(400), /Too long: 400 letters, 100 fit/],
  ['a name of emoji', NAMES, '👩‍⚕️', /does not occur in names/],
  ['a name with a tag', NAMES, '<b>Ito', /“<” does not occur in names/],
  ['a name of figures', NAMES, '12345', /does not occur in names/],
  ['a birth date in the future', BORN, '1.1.2999', /not come yet/],
  ['a year of the Buddhist calendar', BORN, '14.3.2502', /Buddhist calendar/],
  ['0000-00-00', BORN, '0000-00-00', /no such day/],
  ['31 February', BORN, '31.2.1984', /no such day/],
  ['a word as a birth date', BORN, 'yesterday', /Not a birth date yet/],
  ['a birth date of 1700', BORN, '1.1.1700', /More than 130 years/],
])(
  '%s gets a clear answer where it was typed, and nothing else is lost',
  async (_, label, typed, said) => {
    type('Given name', 'Adaeze');
    type(label, typed);
    await waitFor(() => expect(saidOf(label)).toMatch(said));
    expect([field(label).value, field('Given name').value]).toEqual([typed, 'Adaeze']);
  },
);

test.each<[what: string, family: string, stored?: string]>([
  ['an apostrophe', "O'Neil"],
  ['a name that is a word of programs', 'Null'],
  ['another one', 'undefined'],
  ['right to left', 'الحداد'],
  ['right to left with marks of direction', '\u200fحداد\u202c', 'حداد'],
  ['marks that stand over letters', 'Nguye\u0302\u0303n'],
  ['one sign that is a whole name', '李'],
])('%s: %s is registered as it was typed', async (_, family, stored = family) => {
  const before = (await device.patients()).length;
  type(NAMES, family);
  type(BORN, '1984');
  fireEvent.click(screen.getByRole('button', { name: 'Register' }));
  await waitFor(async () => expect(await device.patients()).toHaveLength(before + 1));
  const names = (await device.patients()).flatMap(({ content }) =>
    Object.values(content.names ?? {}),
  );
  expect(names.map((name) => name.family)).toContain(stored);
});

test('a Buddhist year is offered as the day that it is, in one tap', async () => {
  type(BORN, '14.3.2502');
  fireEvent.click(await screen.findByRole('button', { name: 'It is 14 Mar 1959' }));
  await waitFor(() => expect(field(BORN).value).toBe('1959-03-14'));
  expect(saidOf(BORN)).toMatch(/Read as 14 Mar 1959/);
});
