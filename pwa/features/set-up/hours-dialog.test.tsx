// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newId, type PractitionerId } from '#shared/domain/ids.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { HoursDialog } from './hours-dialog.tsx';
import { placeTree } from './place-tree.ts';

let device: TestDevice;
beforeAll(() => learnAll());
beforeEach(async () => void (device = await aDevice({ roles: ['admin'] })));
afterEach(() => device.close());

test('how long a clinician needs between two appointments is set with the working hours', async () => {
  const onClose = vi.fn<() => void>();
  const practitioner = {
    id: newId<PractitionerId>(),
    content: {
      names: { n: { use: 'official', family: 'Petrova', given: 'Elena' } },
      isActive: true,
    },
  } as const;
  device.show(<HoursDialog {...{ practitioner, schedule: null, onClose }} tree={placeTree([])} />);
  const field = screen.getByLabelText(/^Minutes kept free around each/);
  expect(field).toHaveProperty('value', '0');
  fireEvent.input(field, { target: { value: '500' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('A whole number from 0 to 120.');
  fireEvent.input(field, { target: { value: '10' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  const [saved] = await device.replica.collections.schedules.find().exec();
  expect(saved?.toJSON()).toMatchObject({ content: { bufferMinutes: 10 } });
});
