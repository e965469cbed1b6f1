import { transfer } from 'comlink';
import type { PeopleSource } from '#pwa/workers/read-people.ts';
import { PEOPLE_TABLE } from './first-people.ts';
import type { Replica } from './replica.ts';
import type { SealedInternals } from './sealed-door.ts';

/** Where a worker reads the people of this device by itself. A way into the sealed store is good for one worker and one reading. */
export function peopleSource({
  collections,
  sealed,
}: Pick<Replica, 'collections' | 'sealed'>): PeopleSource {
  if (!sealed) return PEOPLE_TABLE;
  const { params } = collections.patients.storageInstance.internals as never as SealedInternals;
  const port = sealed.port();
  return transfer({ port, hello: sealed.hello, params }, [port]);
}
