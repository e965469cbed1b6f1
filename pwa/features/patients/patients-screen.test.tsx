// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { PatientsScreen } from './patients-screen.tsx';

let device: TestDevice;
afterEach(() => device.close());

const person = (family: string, given: string, birthDate: string): Patient => ({
  names: { n: { use: 'official', family, given } },
  birthDate,
});
const ama = newId();
const people = {
  [ama]: person('Okonkwo', 'Ama', '1955-12-20'),
  [newId()]: person('Ábara', 'Ngozi', '1955-08-31'),
  [newId()]: person('Zubiri', 'Iker', '1990-01-01'),
};
const rows = (): readonly HTMLAnchorElement[] => [
  ...document.querySelectorAll<HTMLAnchorElement>('.person-row'),
];
const names = (): readonly (string | undefined)[] =>
  rows().map((row) => row.querySelector('.name')?.textContent ?? undefined);
const find = (text: string): void =>
  void fireEvent.input(screen.getByRole('searchbox'), { target: { value: text } });

/** Effects run after the painting; nobody presses a button before it is seen. */
const painted = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

test('everybody stands by name, accents or not, and the first painting is noted once', async () => {
  device = await aDevice({ people });
  device.show(<PatientsScreen />);
  await waitFor(() => expect(names()).toEqual(['Ábara, Ngozi', 'Okonkwo, Ama', 'Zubiri, Iker']));
  await waitFor(() => expect(performance.getEntriesByName('people-shown')).toHaveLength(1));
});

test('a letter leads to its names', async () => {
  device = await aDevice({ people });
  device.show(<PatientsScreen />);
  fireEvent.click(await screen.findByRole('button', { name: 'Names from P' }));
  await waitFor(() => expect(names()).toEqual(['Zubiri, Iker']));
});

test('somebody is found in spite of a slip, with what was typed marked and the reason beside it', async () => {
  device = await aDevice({ people });
  device.show(<PatientsScreen />);
  find('okonko');
  await screen.findByText('Spelled differently');
  expect(names()).toEqual(['Okonkwo, Ama']);
  expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
    'Okonk',
    'o',
  ]);
  expect(rows()[0]?.getAttribute('href')).toBe(`/patients/${ama}`);
});

test('a birth date finds people too', async () => {
  device = await aDevice({ people });
  device.show(<PatientsScreen />);
  find('20 dec 1955');
  await waitFor(() => expect(names()).toEqual(['Okonkwo, Ama']));
  expect(screen.getByText('Birth date')).toBeTruthy();
});

test('somebody who is registered elsewhere is found without typing again, below those who stand there', async () => {
  device = await aDevice({ people });
  device.show(<PatientsScreen />);
  find('oko');
  await waitFor(() => expect(names()).toEqual(['Okonkwo, Ama']));
  await device.receive(newId(), person('Oko', 'Chidi', '1990-02-03'));
  await waitFor(() => expect(names()).toEqual(['Okonkwo, Ama', 'Oko, Chidi']));
});

test('nobody found takes what was typed along into the form', async () => {
  device = await aDevice({ people });
  device.show(<PatientsScreen />);
  find('quux zoe');
  const register = await screen.findByRole('button', { name: 'Register “quux zoe”' });
  await painted();
  fireEvent.click(register);
  window.dispatchEvent(new Event('pagehide'));
  await waitFor(async () => {
    const [key = ''] = await device.store.keysWith('draft/');
    expect(await device.store.read(key)).toMatchObject({ typed: { family: 'Quux', given: 'Zoe' } });
  });
});

test('an empty device says why nobody is there', async () => {
  device = await aDevice({});
  device.show(<PatientsScreen />);
  await screen.findByText('No people on this device yet');
});

test('an administrator reads people and does not register them', async () => {
  device = await aDevice({ people, roles: ['admin'] });
  device.show(<PatientsScreen />);
  const register = screen.getByRole('button', { name: 'Register a person' });
  expect(register.getAttribute('aria-disabled')).toBe('true');
});
