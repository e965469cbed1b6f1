import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { parseFrame } from '#shared/sync/parse-frame.ts';
import type { StreamFrame } from '#shared/sync/stream.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';

let server: InProcess;
let lena: StoredAccount;
beforeEach(async () => {
  server = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await server.store.transaction(async (tx) => tx.writeFacility(facility));
  await server.addPerson('boss', 'admin');
  lena = await server.addPerson('lena', 'reception');
  await server.addPerson('marta', 'nurse');
});
afterEach(() => server.stop());

/** A browser that somebody has signed in on, with its stream open behind the greeting. */
async function aDevice(username: string): Promise<{
  readonly browser: Browser;
  /** Frames until nothing is said any more, and then the stream is left. */
  readonly heard: () => Promise<readonly StreamFrame[]>;
}> {
  const browser = server.browser();
  await browser.signIn(username);
  const { body } = await browser.send('GET', '/sync/v1/stream');
  const text = new Response(body).text();
  return {
    browser,
    heard: async () => {
      await server.services.stop();
      const blocks = (await text).trimEnd().split('\n\n');
      return blocks.flatMap((block) => parseFrame(block.split('data: ')[1] ?? '') ?? []);
    },
  };
}
const kinds = (frames: readonly StreamFrame[]): readonly string[] =>
  frames.map((frame) => (frame.kind === 'poke' ? frame.topic : frame.kind));

test('a change of roles is told at once to the devices that the person signs in on, and to no other', async () => {
  const [hers, other] = [await aDevice('lena'), await aDevice('marta')];
  await server.services.people.change(lena.id, { roles: ['nurse'] });
  expect(kinds(await hers.heard())).toEqual(['hello', 'people']);
  expect(kinds(await other.heard())).toEqual(['hello']);
});

test('a change that concerns no device is told to none', async () => {
  const hers = await aDevice('lena');
  await server.services.people.change(lena.id, { roles: ['reception'] });
  expect(kinds(await hers.heard())).toEqual(['hello']);
});

test('a new password is told at once to the devices that the person signs in on, and to no other', async () => {
  const [hers, other] = [await aDevice('lena'), await aDevice('marta')];
  await server.services.people.reset(lena.id);
  expect(kinds(await hers.heard())).toEqual(['hello', 'people']);
  expect(kinds(await other.heard())).toEqual(['hello']);
});

test('somebody who may not come in any more is told of to a device that others still use', async () => {
  const shared = await aDevice('lena');
  await shared.browser.signIn('marta');
  await server.services.people.change(lena.id, { isActive: false });
  expect(kinds(await shared.heard())).toEqual(['hello', 'people', 'people']);
});

test('who signs in on an open device is known there at once; the fleet’s news come with an administrator', async () => {
  const device = await aDevice('lena');
  await device.browser.signIn('boss');
  expect(kinds(await device.heard())).toEqual(expect.arrayContaining(['hello', 'people', 'fleet']));
});

test('a device that is nobody’s any more is told and cut off', async () => {
  const device = await aDevice('lena');
  await server.services.people.change(lena.id, { isActive: false });
  expect(kinds(await device.heard())).toEqual(['hello', 'people', 'signed-out']);
});

test('an administrator’s page hears of every change of an account, also of people on no device', async () => {
  const boss = await aDevice('boss');
  const { people } = server.services;
  const changes: readonly (() => Promise<unknown>)[] = [
    () => people.add({ username: 'new', name: 'New', roles: ['nurse'] }),
    () => people.change(lena.id, { name: 'Lena Bauer' }),
    () => people.reset(lena.id),
    () => people.change(lena.id, { isActive: false }),
  ];
  for (const change of changes) await change();
  expect(kinds(await boss.heard())).toEqual(['hello', ...changes.map(() => 'fleet')]);
});
