import type { CollectionName, Contents } from '#shared/domain/collections.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/person.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { writeAt, type JsonMap } from '#shared/lib/json.ts';
import type { Write } from '#pwa/store/replica.ts';

/** A refused change that its author has understood: it leaves the list and is kept. */
export function dismissed(dispute: Dispute): Dispute {
  return { ...dispute, status: 'dismissed' };
}

/** True where writing the same once more can be taken: the author asks, and has the right by now. */
export function canTryAgain(
  { code, author, refused }: Dispute,
  person: { readonly id: PersonId; readonly roles: readonly Role[] },
  collection: CollectionName,
): boolean {
  if (code !== 'not-allowed' && code !== 'unknown-author') return false;
  if (!refused || author !== person.id) return false;
  return refused.entry.changes.every(({ path }) => mayWrite(person.roles, collection, path));
}

/** The refused change as a new action: the same values on the record as it is now, and the refusal put aside. */
export function writesAgain(id: string, { subject, refused }: Dispute): readonly Write[] {
  const changes = refused?.entry.changes ?? [];
  const again: Write = {
    collection: subject.collection,
    id: subject.id,
    change: (before) =>
      changes.reduce<JsonMap>(
        (content, { path, after }) => writeAt(content, path, after),
        (before ?? {}) as unknown as JsonMap,
      ) as unknown as Contents[CollectionName],
  };
  return [again, { collection: 'disputes', id, change: (before) => dismissed(before as Dispute) }];
}
