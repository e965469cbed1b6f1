// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import { SessionContext, type Session } from '#pwa/store/session-context.ts';
import { initialsOf } from './initials.ts';
import { StaffFace } from './staff-face.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const ANA = { id: 'a' as PersonId, name: 'Dr Ana Reis', photo: 'f00d' };
const PATH = '/api/v1/staff/a/photo?v=f00d';
const signedIn: Session = {
  kind: 'signed-in',
  person: { ...ANA, username: 'ana', roles: ['doctor'], practitionerId: null, isActive: true },
  device: { id: 'd' as DeviceId, name: 'Tablet 1' },
  isOffline: false,
  mustChangePassword: false,
};
const signedOut: Session = { kind: 'signed-out', known: [] };

function show(person: Parameters<typeof StaffFace>[0]['person'], session = signedIn) {
  const { container } = render(
    <SessionContext.Provider value={signal(session)}>
      <StaffFace person={person} />
    </SessionContext.Provider>,
  );
  const image = (): HTMLImageElement | null => container.querySelector('img');
  return { image, text: () => container.textContent, src: () => image()?.getAttribute('src') };
}
/** The caches of a browser that keeps answers at these paths. */
function keeps(...paths: readonly string[]): void {
  const match = (path: string) => Promise.resolve(paths.includes(path) ? {} : undefined);
  vi.stubGlobal('caches', { match });
}

test('initials leave titles out', () => {
  expect(initialsOf('Dr Ravi Patel')).toBe('RP');
  expect(initialsOf('Inês Prado')).toBe('IP');
  expect(initialsOf('Amina')).toBe('A');
});

test('a photo lies over the initials, under an address that changes with it', () => {
  const face = show(ANA);
  expect([face.text(), face.src(), face.image()?.alt]).toEqual(['AR', PATH, '']);
});

test('who has no photo, or one that cannot be had now, is shown by initials', () => {
  expect(show({ id: ANA.id, name: ANA.name }).image()).toBeNull();
  const face = show(ANA);
  fireEvent.error(face.image() as HTMLImageElement);
  expect([face.image(), face.text()]).toEqual([null, 'AR']);
});

test('while nobody is signed in only a photo that was kept here is shown, and the hospital is not asked', async () => {
  keeps('/api/v1/staff/a/photo?v=0ld');
  const other = show(ANA, signedOut);
  await Promise.resolve();
  expect(other.image()).toBeNull();
  keeps(PATH);
  const kept = show(ANA, signedOut);
  await waitFor(() => expect(kept.src()).toBe(PATH));
  expect(other.image()).toBeNull();
});

test('a browser that keeps nothing shows initials at the door', async () => {
  vi.stubGlobal('caches', undefined);
  const face = show(ANA, signedOut);
  await Promise.resolve();
  expect([face.image(), face.text()]).toEqual([null, 'AR']);
});
