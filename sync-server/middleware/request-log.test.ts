import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { startInProcess, type InProcess } from '#server/testing/in-process.ts';

let hospital: InProcess;
afterEach(() => hospital.stop());

/** A server that logs into a list of lines. */
function logged(): readonly string[] {
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  hospital = startInProcess({ logger });
  return lines;
}

test('a line tells what was asked by its pattern, how it ended and which device asked', async () => {
  const lines = logged();
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  await tablet.send(
    'GET',
    '/api/v1/patients/0197e0a4-6f3e-7c1e-8a52-7d1f3a4b5c6d/history?before=77',
  );
  const [device] = await hospital.store.devices.listDevices();
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
    level: 30,
    time: expect.any(Number),
    msg: 'request',
    method: 'GET',
    route: '/api/v1/patients/:id/history',
    status: 404,
    ms: expect.any(Number),
    device: device?.id,
    refused: 'no-such-patient',
  });
});

test('no name, word, path, query or body ever reaches the log', async () => {
  const lines = logged();
  await hospital.addPerson('admin', 'admin');
  const desktop = hospital.browser();
  await desktop.signIn('admin');
  await desktop.signIn('canary-user', 'canary-password');
  await desktop.send('GET', '/canary-path?canary=query');
  await desktop.send('GET', '/api/v1/canary', undefined, {
    'x-canary': 'canary',
    referer: 'canary',
  });
  await desktop.send('POST', '/api/v1/people', {
    username: 'canary',
    name: 'Canary',
    roles: ['nurse'],
  });
  await desktop.send('POST', '/api/v1/people', { canary: 'canary' });
  await desktop.send('PATCH', '/api/v1/devices/canary', { name: 'canary' });
  await desktop.send('POST', '/sync/v1/push', { collection: 'canary', rows: ['canary'] });
  await desktop.send('GET', '/api/v1/patients/canary/record');
  // A failure carries what it failed on in its text.
  Object.assign(hospital.store.accounts, {
    listAccounts: () => Promise.reject(new Error('canary')),
  });
  expect((await desktop.send('GET', '/api/v1/people')).status).toBe(500);
  expect(lines.length).toBeGreaterThan(9);
  expect(lines.join('\n').toLowerCase()).not.toContain('canary');
});
