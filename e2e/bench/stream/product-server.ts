import { newId, type DeviceId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { DEVICE_COOKIE } from '#server/middleware/identify-person.ts';
import { newAccount } from '#server/services/people.ts';
import { hashSecret, makeSecret } from '#server/services/secrets.ts';
import { UNHEARD } from '#server/store/devices.ts';
import { startBenchHospital, type BenchHospital } from '#e2e/bench/bench-hospital.ts';
import type { StoreTx } from '#server/store/store.ts';
import { benchPeople } from '#e2e/bench/sync/people.ts';
import { changedPerson } from './one-change.ts';
import { answerWith, usedSoFar, type Asked, type Told } from '#e2e/bench/talk.ts';

const NURSE = {
  username: 'nurse',
  name: 'Nurse',
  roles: ['nurse'],
  password: 'a long enough password',
} as const;
/** The whole server over a file of its own; every client is a device of its own, every event a committed write. */
let hospital: BenchHospital | null = null;
let sent = 0;
let written = 0;
const FIRST_OF_MANY = 10;
const PORTION = 50;

answerWith(answer, () => void end());

async function answer(question: Asked): Promise<Told> {
  if (question.kind === 'start') return start(question.clients);
  if (question.kind === 'use') return usedSoFar();
  if (question.kind === 'write') await writeMany(question.documents);
  else await send();
  const facility = await hospital?.server.store.readFacility();
  return { kind: 'sent', epoch: facility?.epoch ?? '', head: facility?.head ?? 0 };
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

/** So many new people, as clinics write them while devices are away. */
async function writeMany(documents: number): Promise<void> {
  const people = benchPeople(FIRST_OF_MANY + written + documents).slice(-documents);
  written += documents;
  for (let n = 0; n < documents; n += PORTION) {
    await hospital?.server.store.transaction(async (tx) => {
      for (const { id, content } of people.slice(n, n + PORTION))
        put(tx, id, content as unknown as JsonMap);
    });
  }
}

async function send(): Promise<void> {
  sent += 1;
  const { id, content } = changedPerson();
  const next = { ...content, comment: `event ${sent}` } as unknown as JsonMap;
  await hospital?.server.store.transaction(async (tx) => put(tx, id, next));
}

function put(tx: StoreTx, id: string, content: JsonMap): void {
  const entry = {
    mutationId: null,
    by: null,
    device: null,
    at: new Date().toISOString(),
    action: null,
    changes: [],
  };
  tx.put({ collection: 'patients', id, content, kind: 'put', entries: [entry] });
}

async function end(): Promise<void> {
  await hospital?.remove();
  process.exit(0);
}
