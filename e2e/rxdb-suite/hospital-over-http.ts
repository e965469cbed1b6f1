import { newId } from '#shared/domain/ids.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import { listen } from '#server/listen.ts';
import { PASSWORD, startInProcess } from '#server/testing/in-process.ts';
import { HUMANS, humanOf, type HumanState } from './humans.ts';

/** A hospital on a port of its own, and one device of it. */
export interface HospitalOverHttp {
  /** Who has signed in on the device. */
  readonly person: string;
  /** What the app calls: under the address of the hospital, with the device's cookies. */
  readonly fetch: typeof fetch;
  /** Every human that the hospital has, taken out or not, as another device would pull them. */
  readonly humans: () => Promise<readonly HumanState[]>;
  readonly close: () => Promise<void>;
}

/** Kept before the app's is put in its place. */
const send = fetch;
const BUDGET = { points: 1_000_000, seconds: 60 };

/** The real server behind a real port; a doctor signs in on the device. */
export async function openHospital(): Promise<HospitalOverHttp> {
  const server = startInProcess({ budgets: { device: BUDGET, anonymous: BUDGET } });
  await server.store.transaction(async (tx) =>
    tx.writeFacility({ id: newId(), name: 'X', zone: 'Europe/Dublin', language: 'en' }),
  );
  const { id } = await server.addPerson('doctor', 'doctor');
  const listening = await listen(server.app, { host: '127.0.0.1', port: 0, tls: null });
  if (!listening.ok) throw new Error(listening.error.sentence);
  const { url, close } = listening.value;
  const signedIn = await send(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'doctor', password: PASSWORD, deviceKind: 'tablet' }),
  });
  if (!signedIn.ok) throw new Error(`sign-in was answered ${signedIn.status}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const sendAsDevice = (path: string, init: RequestInit): Promise<Response> => {
    const headers = { ...(init.headers as Record<string, string>), cookie };
    return send(`${url}${path}`, { ...init, headers });
  };
  return {
    person: id,
    fetch: sendAsDevice as typeof fetch,
    humans: async () => {
      const answer = await sendAsDevice('/sync/v1/pull', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ collection: HUMANS, checkpoint: null, limit: 1000 }),
      });
      const { documents } = (await answer.json()) as PullAnswer;
      return documents.flatMap(({ content }) => humanOf(content) ?? []);
    },
    close: async () => {
      await server.stop();
      await close();
    },
  };
}
