import type { RxConflictHandler } from 'rxdb/plugins/core';
import type { Stored } from '#pwa/store/rx-schema.ts';

type Compared = Pick<Stored, 'rev' | 'trail'> & { readonly _deleted?: boolean };

/** Equal for the replication: same revision, same last mutation, same deletion. Less hides local changes, more pushes them twice. */
function isSameVersion(a: Compared, b: Compared): boolean {
  return (
    a.rev === b.rev &&
    (a._deleted ?? false) === (b._deleted ?? false) &&
    a.trail.at(-1)?.id === b.trail.at(-1)?.id
  );
}

/** The hospital has merged already: its document is taken as it is, and the trail empties at once (S4). */
export const hospitalDecides: RxConflictHandler<Stored> = {
  isEqual: (a, b) => isSameVersion(a, b),
  resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
};
