import { newId, type DeviceId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { DEVICE_COOKIE } from '#server/middleware/identify-person.ts';
import { newAccount } from '#server/services/people.ts';
import { hashSecret, makeSecret } from '#server/services/secrets.ts';
import { UNHEARD } from '#server/store/devices.ts';
import { startBenchHospital, type BenchHospital } from '#e2e/bench/bench-hospital.ts';
import { changedPerson } from './one-change.ts';
import { answerWith, usedSoFar, type Asked, type Told } from './talk.ts';

const NURSE = {
  username: 'nurse',
  name: 'Nurse',
  roles: ['nurse'],
  password: 'a long enough password',
} as const;
/** The whole server over a file of its own; every client is a device of its own, every event a committed write. */
let hospital: BenchHospital | null = null;
let sent = 0;

answerWith(answer, () => void end());

async function answer(question: Asked): Promise<Told> {
  if (question.kind === 'start') return start(question.clients);
  if (question.kind === 'send') await send();
  return question.kind === 'send' ? { kind: 'sent' } : usedSoFar();
}

async function start(clients: number): Promise<Told> {
  hospital = await startBenchHospital(1, import.meta.dirname);
  const { store, url } = hospital.server;
  const at = new Date().toISOString();
  // Nobody of the administration: those are told of every device that comes and goes.
  const nurse = await newAccount(NURSE, false, at);
  await store.accounts.addAccount(nurse);
  const cookies = await Promise.all(
    Array.from({ length: clients }, async (_, n) => {
      const token = makeSecret();
      const device = { id: newId<DeviceId>(), name: `Tablet ${n}`, kind: 'tablet', enrolledAt: at };
      await store.devices.addDevice({ ...UNHEARD, ...device, kind: 'tablet' }, hashSecret(token));
      const until = new Date(Date.now() + 86_400_000).toISOString();
      await store.devices.enrol(device.id, nurse.id, { at, until });
      return `${DEVICE_COOKIE}=${token}`;
    }),
  );
  return { kind: 'ready', port: Number(new URL(url).port), cookies };
}

async function send(): Promise<void> {
  sent += 1;
  const { id, content } = changedPerson();
  const entry = {
    mutationId: null,
    by: null,
    device: null,
    at: new Date().toISOString(),
    action: null,
    changes: [{ path: '/comment', after: `event ${sent}` }],
  };
  const next = { ...content, comment: `event ${sent}` } as unknown as JsonMap;
  await hospital?.server.store.transaction(async (tx) =>
    tx.put({ collection: 'patients', id, content: next, kind: 'put', entries: [entry] }),
  );
}

async function end(): Promise<void> {
  await hospital?.remove();
  process.exit(0);
}
