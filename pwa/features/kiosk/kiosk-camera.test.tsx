// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { checkInCode } from '#shared/domain/check-in-code.ts';
import { newId, type AppointmentId, type PatientId } from '#shared/domain/ids.ts';
import { intervalAt, wallAt } from '#shared/scheduling/wall-time.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { KioskScreen } from './kiosk-screen.tsx';

const patientId = newId<PatientId>();
const id = newId<AppointmentId>();
const stop = vi.fn<() => void>();
const openCamera = vi.fn<MediaDevices['getUserMedia']>();
/** What is held before the camera. */
let seen = '';
let device: TestDevice;

beforeAll(() => learnAll());
beforeEach(async () => {
  vi.clearAllMocks();
  seen = '';
  vi.stubGlobal('BarcodeDetector', SeenCodes);
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  const stream = Object.assign(new MediaStream(), { getTracks: () => [{ stop } as never] });
  openCamera.mockResolvedValue(stream);
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { getUserMedia: openCamera },
  });
  const people = { [patientId]: { names: { n: { family: 'Okonkwo', given: 'Adaeze' } } } };
  device = await aDevice({ people });
  // Today is what the device says while no hospital has told its zone.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const slot = intervalAt(wallAt(Date.now(), zone), 30, zone);
  const content = { status: 'booked', booking: 'confirmed', patientId, slot } as const;
  await device.replica.act('book', [{ collection: 'appointments', id, change: () => content }]);
  device.show(<KioskScreen />);
  await screen.findByLabelText('Your birth date');
});
afterEach(async () => {
  await device.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The reader that some browsers bring along, over what is held before the camera here. */
class SeenCodes {
  static getSupportedFormats = (): Promise<readonly string[]> => Promise.resolve(['qr_code']);
  detect = (): Promise<readonly { rawValue: string }[]> =>
    Promise.resolve(seen ? [{ rawValue: seen }] : []);
}

test('a slip held before the tablet’s own camera checks in, and the camera goes off', async () => {
  expect(openCamera).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Open the camera' }));
  await waitFor(() => expect(openCamera).toHaveBeenCalled());
  expect(openCamera.mock.calls[0]?.[0]).toMatchObject({ video: { facingMode: 'user' } });
  seen = checkInCode(id);
  await screen.findByText('You are checked in.');
  expect(document.body.textContent).not.toContain('Okonkwo');
  await waitFor(() => expect(stop).toHaveBeenCalled());
});

test('a code that is no slip’s is said to be none, and the camera goes on looking', async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Open the camera' }));
  seen = '4006381333931';
  await screen.findByText(/no code of a slip/);
  seen = checkInCode(newId());
  await screen.findByText(/Go to the desk, where somebody helps you/);
  expect(screen.queryByText('You are checked in.')).toBeNull();
});

test('without a camera the tablet says to type', async () => {
  openCamera.mockRejectedValue(new DOMException('none', 'NotFoundError'));
  fireEvent.click(screen.getByRole('button', { name: 'Open the camera' }));
  await screen.findByText(/No camera found on this device/);
  await screen.findByText(/Type instead/);
});
