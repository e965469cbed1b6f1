// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { mrnAt } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { refillMrns } from '#pwa/store/take-mrn.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { EditPatientScreen } from './edit-patient-screen.tsx';
import { RegistrationScreen } from './registration-screen.tsx';

const MRN = mrnAt(104_882);
const adaeze: Patient = {
  names: { n: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
  birthDate: '1991-03-14',
  sex: 'female',
};
const stranger: Patient = {
  names: { n: { use: 'anonymous', family: 'Unknown man' } },
  birthDate: '1986',
  isBirthDateEstimated: true,
  sex: 'male',
  identifiers: { t: { kind: 'temporary', value: 'T-0A1B-0001' } },
};
let device: TestDevice;
beforeAll(() => learnAll());
afterEach(() => device.close());

const field = (label: string): HTMLInputElement => screen.getByLabelText(label);
const type = (label: string, value: string): void =>
  void fireEvent.input(field(label), { target: { value } });
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
const choose = async (label: string): Promise<void> =>
  void fireEvent.click(await screen.findByLabelText(label));

test('an unknown man of about 40 is registered under a name that stands in and a temporary number, whatever the pool holds', async () => {
  device = await aDevice({ people: { [newId()]: stranger } });
  await refillMrns(device.store, [MRN]);
  device.show(<RegistrationScreen />);
  await choose('Nobody knows who');
  await waitFor(() => expect(field('Family name').value).toBe('Unknown person'));
  await choose('Male');
  await waitFor(() => expect(field('Family name').value).toBe('Unknown man'));
  type('Birth date', 'about 40');
  press('Register');
  await waitFor(async () => expect(await device.patients()).toHaveLength(2));
  const made = (await device.patients()).find(({ content }) => content.names?.['n'] === undefined);
  expect(Object.values(made?.content.names ?? {})).toEqual([
    { use: 'anonymous', family: 'Unknown man' },
  ]);
  expect(mrnOf(made?.content ?? {})).toMatch(/^T-/);
});

test('a newborn is called after the mother, linked to her, and has a number of its own', async () => {
  const motherId = newId();
  device = await aDevice({ people: { [motherId]: adaeze } });
  await refillMrns(device.store, [MRN]);
  device.show(<RegistrationScreen />);
  await choose('A newborn');
  fireEvent.input(await screen.findByRole('combobox', { name: 'Mother' }), {
    target: { value: 'okonkwo' },
  });
  fireEvent.click(await screen.findByRole('option', { name: /Okonkwo/ }));
  await waitFor(() => expect(field('Given name').value).toBe('Baby of Adaeze'));
  press('Register');
  await waitFor(async () => expect(await device.patients()).toHaveLength(2));
  const baby = (await device.patients()).find(({ id }) => id !== motherId)?.content;
  expect(baby).toMatchObject({ motherId, birthDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  expect([mrnOf(baby ?? {}), Object.values(baby?.names ?? {})[0]?.use]).toEqual([MRN, 'temp']);
});

test('the real name of a stranger brings the hospital’s number; what stood in stays as former', async () => {
  const id = newId();
  device = await aDevice({ people: { [id]: stranger } });
  await refillMrns(device.store, [MRN]);
  device.show(<EditPatientScreen id={id} />);
  await waitFor(() => expect(field('Family name').value).toBe('Unknown man'));
  type('Family name', 'Okafor');
  type('Given name', 'Emeka');
  press('Keep the changes');
  await waitFor(async () => expect(mrnOf((await device.patient(id))?.content ?? {})).toBe(MRN));
  const { names, identifiers } = (await device.patient(id))?.content ?? {};
  expect(Object.values(names ?? {}).map(({ use, family }) => `${use} ${family}`)).toEqual([
    'old Unknown man',
    'official Okafor',
  ]);
  expect(identifiers?.['t']).toEqual({ kind: 'temporary', value: 'T-0A1B-0001', use: 'old' });
});

test('a name in another script is written beside the one that is shown; a row that cannot be stored says so and nothing is lost', async () => {
  const id = newId();
  device = await aDevice({ people: { [id]: adaeze } });
  device.show(<EditPatientScreen id={id} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Add: Other names' }));
  const last = (label: string): HTMLInputElement =>
    screen.getAllByLabelText(label).at(-1) as HTMLInputElement;
  await waitFor(() => expect(screen.getAllByLabelText('Family name')).toHaveLength(2));
  fireEvent.change(last('Kind'), { target: { value: 'official' } });
  fireEvent.input(last('Family name'), { target: { value: '😀' } });
  press('Keep the changes');
  await screen.findByText('“😀” does not occur in names. Take it out.');
  fireEvent.input(last('Family name'), { target: { value: 'حداد' } });
  press('Keep the changes');
  await waitFor(async () => {
    const names = Object.values((await device.patient(id))?.content.names ?? {});
    expect(names).toContainEqual({ use: 'official', family: 'حداد', order: 1 });
    expect(names[0]).toEqual(adaeze.names?.['n']);
  });
});
