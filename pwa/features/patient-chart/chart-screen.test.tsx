// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { mrnAt, mrnText } from '#shared/domain/mrn.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Role } from '#shared/domain/person.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { ChartScreen } from './chart-screen.tsx';

const adaeze: Patient = {
  names: { n: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
  birthDate: '1959-03-14',
  sex: 'female',
  identifiers: { m: { kind: 'mrn', value: mrnAt(104_882) } },
};
const latex: Patient = {
  ...adaeze,
  allergies: {
    l: { substance: 'Latex', clinicalStatus: 'active', verification: 'unconfirmed' },
  },
};
let device: TestDevice;
beforeAll(() => learnAll());
afterEach(() => device.close());

async function chartOf(patient: Patient, roles: readonly Role[] = ['nurse']): Promise<string> {
  const id = newId();
  device = await aDevice({ roles, people: { [id]: patient } });
  device.show(<ChartScreen id={id} />);
  await waitFor(() => expect(banner().querySelector('h1')?.textContent).toBe('Okonkwo, Adaeze'));
  return id;
}
const banner = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('.banner');
  expect(found).not.toBeNull();
  return found as HTMLElement;
};
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));

test('the banner carries two identifiers and what is known of allergies', async () => {
  await chartOf(adaeze);
  expect(banner().textContent).toContain('14 Mar 1959');
  expect(banner().textContent).toContain(mrnText(mrnAt(104_882)));
  expect(banner().textContent).toContain('Allergies not recorded');
});

test('a person who is not on this device is called so, and their allergies unavailable', async () => {
  device = await aDevice({});
  device.show(<ChartScreen id={newId()} />);
  await screen.findByRole('heading', { name: 'This person is not on this device' });
  expect(screen.getByText('Allergies unavailable')).toBeTruthy();
});

test('"none known" says who asked, and is no longer offered once it was said', async () => {
  const id = await chartOf(adaeze);
  press('Record “No known allergies”');
  await waitFor(async () =>
    expect((await device.patient(id))?.content.noKnownAllergies).toBeDefined(),
  );
  await waitFor(() => expect(within(banner()).getByText('No known allergies')).toBeTruthy());
  expect(screen.queryByRole('button', { name: 'Record “No known allergies”' })).toBeNull();
});

test('an allergy needs its substance, and stands in the banner once it is added', async () => {
  const id = await chartOf(adaeze);
  press('Add an allergy');
  press('Add the allergy');
  await screen.findByText('Which substance?');
  fireEvent.input(screen.getByLabelText('Substance'), { target: { value: 'Penicillin' } });
  press('Add the allergy');
  await waitFor(() => expect(within(banner()).getByText('Penicillin')).toBeTruthy());
  const [allergy] = Object.values((await device.patient(id))?.content.allergies ?? {});
  expect(allergy).toMatchObject({ substance: 'Penicillin', verification: 'unconfirmed' });
});

test('an allergy half typed is back after a reload', async () => {
  const id = await chartOf(adaeze);
  press('Add an allergy');
  fireEvent.input(screen.getByLabelText('Substance'), { target: { value: 'Penic' } });
  window.dispatchEvent(new Event('pagehide'));
  device.show(<ChartScreen id={id} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Add an allergy' }));
  await waitFor(() =>
    expect((screen.getByLabelText('Substance') as HTMLInputElement).value).toBe('Penic'),
  );
});

test('a refuted allergy leaves the banner and stays in the record', async () => {
  const id = await chartOf(latex);
  press('Refute');
  await waitFor(() => expect(within(banner()).queryByText('Latex')).toBeNull());
  expect((await device.patient(id))?.content.allergies?.['l']?.verification).toBe('refuted');
  expect(screen.getByText('No longer in force: 1')).toBeTruthy();
});

test('an administrator reads the chart and changes nothing', async () => {
  await chartOf(latex, ['admin']);
  expect(screen.queryByRole('button', { name: 'Refute' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Admit' }).getAttribute('aria-disabled')).toBe('true');
});
