// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { learnAll } from '#pwa/i18n/t.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { ExportCard } from './export-card.tsx';

let device: TestDevice;
const saved: Blob[] = [];

beforeEach(async () => {
  await learnAll();
  const named = (family: string): object => ({ names: { official: { family } } });
  device = await aDevice({
    roles: ['records'],
    people: {
      '018f428e-34f6-7707-8009-5ad742f901e1': named('Ruiz'),
      '018f428e-34f6-7707-8009-5ad742f901e2': { ...named('Paz'), isRestricted: true },
      '018f428e-34f6-7707-8009-5ad742f901e3': { ...named('Gil'), comment: '=1+1' },
    },
  });
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    saved.push(file as Blob);
    return 'blob:kept';
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await device.close();
});

test('without the hospital only what this device holds is saved, and is called that', async () => {
  device.show(<ExportCard isReached={false} today="2026-11-27" onMake={() => undefined} />);
  expect(screen.getByRole('button', { name: 'Make the file' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Save what this device holds' }));
  await screen.findByText('2 people saved: only what this device holds');
  const text = (await saved[0]?.text()) ?? '';
  expect(text).toMatch(/^\uFEFF?MRN,/);
  expect(text).toContain('Ruiz');
  expect(text).toContain("'=1+1");
  expect(text).not.toContain('Paz');
});
