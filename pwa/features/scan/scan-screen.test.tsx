// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId, type PatientId } from '#shared/domain/ids.ts';
import { mrnAt } from '#shared/domain/mrn.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { scanCodeOf } from '#shared/domain/scan-code.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { ScannedContext } from '#pwa/store/scanned-context.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { ScanScreen } from './scan-screen.tsx';

const id = newId<PatientId>();
const MRN = mrnAt(104_882);
const adaeze: Patient = {
  names: { n: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
  birthDate: '1959-03-14',
  identifiers: { m: { kind: 'mrn', value: MRN } },
};
let device: TestDevice;
beforeAll(() => learnAll());
beforeEach(async () => {
  history.replaceState(null, '', '/scan');
  device = await aDevice({ people: { [id]: adaeze } });
});
afterEach(() => device.close());

function scan(text: string) {
  const scanned = signal(text);
  device.show(
    <ScannedContext.Provider value={scanned}>
      <ScanScreen />
    </ScannedContext.Provider>,
  );
  return scanned;
}

test('a wristband opens the chart, and the scan is no page to come back to', async () => {
  const before = history.length;
  const scanned = scan(scanCodeOf(id));
  await waitFor(() => expect(location.pathname).toBe(`/patients/${id}`));
  expect([scanned.value, history.length]).toEqual(['', before]);
});

test('a code with a wrong figure opens nobody’s chart and says so', async () => {
  const code = scanCodeOf(id);
  scan(code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10));
  await screen.findByText('The code could not be read whole.');
  expect(location.pathname).toBe('/scan');
});

test('the number of a card opens no chart by itself: who has it is shown with two identifiers', async () => {
  scan(MRN);
  await screen.findByText(`“${MRN}” is no code of this hospital.`);
  const hit = await screen.findByRole('link', { name: /Okonkwo, Adaeze/ });
  expect(hit.textContent).toContain('14 Mar 1959');
  expect(hit.getAttribute('href')).toBe(`/patients/${id}`);
  expect(location.pathname).toBe('/scan');
});

test('a code that nobody here has gets a clear answer, and so does a very long one', async () => {
  scan('4006381333931');
  await screen.findByText(/Nobody on this device has such a number/);
  scan('x'.repeat(4000));
  await screen.findByText(/Nobody on this device has such a number/);
  expect(document.body.textContent?.length).toBeLessThan(800);
});

test('without a camera a scanner that types still works, and the page says why it shows none', async () => {
  const scanned = scan('');
  await screen.findByText('No camera found on this device.');
  await screen.findByText(/A scanner that types works all the same/);
  scanned.value = scanCodeOf(id);
  await waitFor(() => expect(location.pathname).toBe(`/patients/${id}`));
});
