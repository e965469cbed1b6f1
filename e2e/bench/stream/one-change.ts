import { indexKeysOf } from '#shared/domain/collections.ts';
import { benchPeople } from '#e2e/bench/sync/people.ts';

const [person] = benchPeople(1);

/** The person whom every event is about. */
export function changedPerson(): NonNullable<typeof person> {
  if (!person) throw new Error('broken promise: one was asked for');
  return person;
}

/** What an event says, as the product's own stream has it, for the reference to send. */
export function oneChange(seq: number): string {
  const { id, content } = changedPerson();
  const document = { id, rev: `bench.${seq}`, trail: [], content, _deleted: false };
  return JSON.stringify({
    kind: 'change',
    collection: 'patients',
    scope: 'facility',
    from: seq - 1,
    to: seq,
    documents: [{ ...document, ...indexKeysOf('patients', content) }],
  });
}
