import { newId, type DeviceId, type PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import { knownDevice } from '#server/services/devices.ts';
import { createPush } from '#server/services/push.ts';
import { UNHEARD } from '#server/store/devices.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
import type { BulkRow, Store } from '#server/store/store.ts';
import { pushRowOf, type BenchPerson } from './edits.ts';

const clock = { now: () => Date.now() };
const by: Person = {
  id: newId<PersonId>(),
  username: 'bench',
  name: 'Bench',
  roles: ['reception'],
  isActive: true,
  practitionerId: null,
};
const device = knownDevice(
  {
    id: newId<DeviceId>(),
    name: 'Bench tablet',
    kind: 'tablet',
    enrolledAt: '2026-11-24T07:00:00.000Z',
    ...UNHEARD,
  },
  [by],
);

/** A hospital in a file, and its push as the route calls it: bodies parsed before, answers as text. */
export interface ProductStore {
  /** Pushes the edit of the next round, so many documents at a time; says how long it took. */
  pushRound(size: number): Promise<number>;
  close(): Promise<void>;
}

/** Opens one with these people in it. */
export async function openProductStore(
  file: string,
  people: readonly BenchPerson[],
): Promise<ProductStore> {
  const store = openSqliteStore(file, { clock, newEpoch: () => 'bench' });
  await fill(store, people);
  const push = createPush({ store, clock, onPoison: (cause) => void console.error(cause) });
  const revs = new Map<string, string>();
  let round = 0;
  return {
    pushRound: async (size) => {
      round += 1;
      const bodies = chunksOf(people, size).map((some) =>
        some.map((person) => {
          const rev = revs.get(person.id) ?? '';
          return pushRowOf(person, { round, rev, device: device.id, by: by.id });
        }),
      );
      const answers: string[] = [];
      const started = performance.now();
      for (const rows of bodies) answers.push(await push(device, { collection: 'patients', rows }));
      const ms = performance.now() - started;
      for (const answer of answers) noteRevs(revs, answer);
      return ms;
    },
    close: () => store.close(),
  };
}

/** A push that was not taken is no measurement. */
function noteRevs(revs: Map<string, string>, answer: string): void {
  for (const { id, outcome, document } of (JSON.parse(answer) as PushAnswer).results) {
    const expected = revs.has(id) ? 'applied' : 'merged';
    if (outcome !== expected || !document) throw new Error(`${id} was ${outcome}`);
    revs.set(id, document.rev);
  }
}

/** Everybody lies on a ward: each document is told in the feeds of two scopes. */
async function fill(store: Store, people: readonly BenchPerson[]): Promise<void> {
  const rows = people.map(
    ({ id, content }) => ({ collection: 'patients', id, content }) as unknown as BulkRow,
  );
  await store.bulkWrite(rows, {
    action: 'bench',
    at: new Date().toISOString(),
    onExisting: 'keep',
    isInWindow: () => true,
  });
  const scope = wardScope(newId<string>());
  const ends = Date.now() + 86_400_000;
  await store.transaction(async (tx) => {
    for (const { id } of people) tx.claim({ target: `patients/${id}`, scope, starts: 0, ends });
  });
  const question = { scope, collection: 'patients', after: 0, limit: people.length } as const;
  const { rows: told } = await store.readFeed({ ...question, held: [] });
  if (told !== people.length) throw new Error(`${told} of ${people.length} lie on the ward`);
}

/** Lists of `size`, the last one what is left. */
export function chunksOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  );
}
