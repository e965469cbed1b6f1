// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { PersonPicker } from './person-picker.tsx';

let device: TestDevice;
beforeAll(learnAll);
afterEach(async () => {
  vi.unstubAllGlobals();
  await device.close();
});
const person = (family: string): Patient => ({
  names: { n: { use: 'official', family, given: 'Ama' } },
  birthDate: '1955-12-20',
});
const [here, away] = [newId<string>(), newId<string>()];
const show = async (onPick: (id: string) => void): Promise<void> => {
  device = await aDevice({
    people: { [here]: person('Okonkwo') },
    elsewhere: { [away]: person('Okonjo') },
  });
  device.show(<PersonPicker label="Who" onPick={onPick} />);
  fireEvent.input(screen.getByRole('combobox'), { target: { value: 'okon' } });
};
const line = (name: RegExp): Promise<HTMLElement> => screen.findByRole('option', { name });

test('somebody who is not on this device is found, and called so; who is here is picked at once', async () => {
  const onPick = vi.fn();
  await show(onPick);
  expect((await line(/Okonjo/)).textContent).toContain('not on this device');
  expect((await line(/Okonkwo/)).textContent).not.toContain('not on this device');
  fireEvent.click(await line(/Okonkwo/));
  expect(onPick).toHaveBeenCalledWith(here);
});

test('somebody from elsewhere is opened on-line for a reason, and picked when their record has arrived', async () => {
  const onPick = vi.fn();
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { body = '' }: { body?: string } = {}) => {
    asked.push(`${path} ${body}`);
    return Response.json({ until: '2026-11-26T20:00:00.000Z' });
  });
  await show(onPick);
  fireEvent.click(await line(/Okonjo/));
  const why = await screen.findByLabelText('Why do you open it?');
  expect(onPick).not.toHaveBeenCalled();
  fireEvent.input(why, { target: { value: 'books by phone' } });
  fireEvent.click(screen.getByRole('button', { name: 'Open it here' }));
  await waitFor(() =>
    expect(asked).toEqual([`/api/v1/patients/${away}/opening {"reason":"books by phone"}`]),
  );
  expect(onPick).not.toHaveBeenCalled();
  await device.receive(away, person('Okonjo'));
  await waitFor(() => expect(onPick).toHaveBeenCalledWith(away));
});

test('without a line it says so, and somebody else can be picked', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await show(() => undefined);
  fireEvent.click(await line(/Okonjo/));
  fireEvent.input(await screen.findByLabelText('Why do you open it?'), { target: { value: 'x' } });
  fireEvent.click(screen.getByRole('button', { name: 'Open it here' }));
  await screen.findByText(/hospital/i);
  fireEvent.click(screen.getByRole('button', { name: 'Another person' }));
  expect(screen.getByRole('combobox')).toBeTruthy();
});
