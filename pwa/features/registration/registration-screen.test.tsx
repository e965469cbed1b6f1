// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { mrnAt } from '#shared/domain/mrn.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { refillMrns } from '#pwa/store/take-mrn.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { RegistrationScreen } from './registration-screen.tsx';

const adaeze: Patient = {
  names: { n: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
  birthDate: '1959-03-14',
  sex: 'female',
};
let device: TestDevice;
beforeAll(() => learnAll());
afterEach(() => device.close());

const type = (label: string, value: string): void =>
  void fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
const isOff = (name: string): boolean =>
  screen.getByRole('button', { name }).getAttribute('aria-disabled') === 'true';

test('a very likely twin holds back "Register as new" until somebody says that it is someone else', async () => {
  device = await aDevice({ people: { [newId()]: adaeze } });
  device.show(<RegistrationScreen />);
  type('Family name', 'Okonko');
  type('Given name', 'Adaeze');
  type('Birth date', '14.3.1959');
  await waitFor(() => expect(isOff('Register as new')).toBe(true));
  expect(screen.getByText('Very likely the same person')).toBeTruthy();
  press('Register as new');
  expect(await device.patients()).toHaveLength(1);
  press('It is someone else');
  await waitFor(() => expect(isOff('Register as new')).toBe(false));
  press('Register as new');
  await waitFor(async () => expect(await device.patients()).toHaveLength(2));
});

test('what was half typed is back after a reload, with who was said to be someone else', async () => {
  device = await aDevice({ people: { [newId()]: adaeze } });
  device.show(<RegistrationScreen />);
  type('Family name', 'Okonkwo');
  type('Given name', 'Adaeze');
  type('Birth date', '14.3.1959');
  await waitFor(() => press('It is someone else'));
  window.dispatchEvent(new Event('pagehide'));
  device.show(<RegistrationScreen />);
  await screen.findByText('What you had typed is back.');
  expect((screen.getByLabelText('Family name') as HTMLInputElement).value).toBe('Okonkwo');
  await screen.findByText('You said: someone else.');
  expect(isOff('Register as new')).toBe(false);
});

test('the number comes from the pool of this device, and stands in where the pool is empty', async () => {
  device = await aDevice({});
  await refillMrns(device.store, [mrnAt(104_882)]);
  for (const [family, kind] of [
    ['Ito', 'mrn'],
    ['Garcia', 'temporary'],
  ] as const) {
    device.show(<RegistrationScreen />);
    type('Family name', family);
    type('Birth date', '1984');
    press('Register');
    await waitFor(async () => {
      const rows = await device.patients();
      const row = rows.find(
        ({ content }) => Object.values(content.names ?? {})[0]?.family === family,
      );
      expect(Object.values(row?.content.identifiers ?? {})[0]?.kind).toBe(kind);
    });
  }
});

test('nothing is written while a field is wrong; the first fault has the focus', async () => {
  device = await aDevice({});
  device.show(<RegistrationScreen />);
  type('Family name', 'Ito');
  type('Birth date', '31.2.1984');
  press('Register');
  await screen.findByText(/There is no such day/);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Birth date')));
  expect(await device.patients()).toEqual([]);
});

test('an administrator sees the form and may not register', async () => {
  device = await aDevice({ roles: ['admin'] });
  device.show(<RegistrationScreen />);
  type('Family name', 'Ito');
  type('Birth date', '1984');
  expect(isOff('Register')).toBe(true);
  press('Register');
  expect(await device.patients()).toEqual([]);
});
