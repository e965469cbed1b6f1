// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { newId, type PatientId } from '#shared/domain/ids.ts';
import { mrnAt, mrnText } from '#shared/domain/mrn.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { LabelsScreen } from './labels-screen.tsx';
import { copiesOf } from './paper.ts';

const adaeze: Patient = {
  names: { n: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
  birthDate: '1959-03-14',
  sex: 'female',
  identifiers: { m: { kind: 'mrn', value: mrnAt(104_882) } },
};
let device: TestDevice;
beforeAll(() => learnAll());
afterEach(async () => {
  vi.unstubAllGlobals();
  await device.close();
});

async function paperOf(patient: Patient): Promise<HTMLElement> {
  const id = newId<PatientId>();
  device = await aDevice({ people: { [id]: patient } });
  device.show(<LabelsScreen id={id} />);
  return screen.findByRole('article');
}

test('a label carries the name, two identifiers, a code to scan and what is known of allergies', async () => {
  const label = await paperOf(adaeze);
  for (const said of ['Okonkwo, Adaeze', '14 Mar 1959', mrnText(mrnAt(104_882)), 'Female'])
    expect(label.textContent).toContain(said);
  expect(label.textContent).toContain('Allergies not recorded');
  expect(label.querySelectorAll('svg.qr')).toHaveLength(1);
});

test('allergies are a mark on paper, never a list that goes out of date', async () => {
  const latex = {
    substance: 'Latex',
    clinicalStatus: 'active',
    verification: 'confirmed',
  } as const;
  const label = await paperOf({ ...adaeze, allergies: { l: latex } });
  expect(label.querySelector('.stick-known')?.textContent).toBe('Allergies');
  expect(label.textContent).not.toContain('Latex');
});

test('a guessed birth date is an age, an unknown one is said in words, and a temporary number is called so', async () => {
  const label = await paperOf({
    birthDate: '1966',
    isBirthDateEstimated: true,
    identifiers: { t: { kind: 'temporary', value: 'T-0A1B-0001' } },
  });
  expect(label.textContent).toMatch(/about \d+ y/);
  expect(label.textContent).not.toContain('1966');
  expect(label.textContent).toContain('T-0A1B-0001');
  expect(label.textContent).not.toMatch(/MRN/);
});

test('a wristband has its code at both ends; as many labels as are wanted go to the printer', async () => {
  const printed = vi.fn<() => void>();
  vi.stubGlobal('print', printed);
  await paperOf(adaeze);
  fireEvent.click(screen.getByLabelText('Wristband'));
  expect((await screen.findByRole('article')).querySelectorAll('svg.qr')).toHaveLength(2);
  fireEvent.input(screen.getByLabelText('How many'), { target: { value: '3' } });
  expect(await screen.findAllByRole('article')).toHaveLength(3);
  fireEvent.click(screen.getByRole('button', { name: 'Print 3 of them' }));
  expect(printed).toHaveBeenCalledOnce();
});

test.each([
  ['', 1],
  ['0', 1],
  ['-4', 1],
  ['2.9', 2],
  ['x', 1],
  ['1e9', 20],
  ['Infinity', 1],
])('“%s” labels are %i', (typed, n) => {
  expect(copiesOf(typed)).toBe(n);
});
