import { join } from 'node:path';
import { expect } from 'vitest';
import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import type { Scope } from '#shared/sync/scope.ts';
import { hashSecret } from '#server/services/secrets.ts';
import { UNHEARD } from '#server/store/devices.ts';
import { startInProcess, type InProcess } from './in-process.ts';

/** An id that is the same in every run. */
export const goldenId = (n: number): string =>
  `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const PERSON = goldenId(1) as PersonId;
export const DEVICE = goldenId(2) as DeviceId;
const TOKEN = 'the secret of the device';
export const AT = '2026-05-04T08:00:00.000Z';

/** A hospital in which nothing is left to chance, with one nurse on one tablet. */
export async function openGoldenHospital(places: readonly Scope[] | null): Promise<InProcess> {
  const server = startInProcess();
  const { store } = server;
  const facility = { id: goldenId(3), name: 'St Brigid', zone: 'Europe/Dublin', language: 'en' };
  await store.transaction(async (tx) => tx.writeFacility(facility));
  await store.accounts.addAccount({
    id: PERSON,
    username: 'niamh',
    name: 'Niamh Byrne',
    roles: ['nurse'],
    practitionerId: null,
    isActive: true,
    passwordHash: '',
    hasDemoPassword: false,
    mustChangePassword: false,
    createdAt: AT,
    lastSignedInAt: null,
  });
  const tablet = { id: DEVICE, name: 'Tablet 1', kind: 'tablet', enrolledAt: AT } as const;
  await store.devices.addDevice(
    { ...UNHEARD, ...tablet, lastPersonId: PERSON, places },
    hashSecret(TOKEN),
  );
  await store.devices.enrol(DEVICE, PERSON, { at: AT, until: AT });
  return server;
}

/** One request of the tablet; a body makes it a `POST`. */
export async function sendGolden(
  { app }: InProcess,
  path: string,
  body?: unknown,
  token = TOKEN,
): Promise<Response> {
  return app.request(`http://localhost/sync/v1/${path}`, {
    headers: { cookie: `wardline-device=${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
}

/** The folder of the messages that a version of the wire added. */
export function goldenFolder(version: number): string {
  return join(import.meta.dirname, `../../shared/sync/golden/v${version}`);
}

/** Holds a request and its answer to the file that is kept of them. */
export async function matchesGolden(
  folder: string,
  name: string,
  { request, answer }: { readonly request: unknown; readonly answer: Response },
): Promise<void> {
  const text = await answer.text();
  const said = {
    request,
    status: answer.status,
    answer: text === '' ? null : (JSON.parse(text) as unknown),
  };
  await expect(`${JSON.stringify(said, null, 2)}\n`).toMatchFileSnapshot(
    join(folder, `${name}.txt`),
  );
}
