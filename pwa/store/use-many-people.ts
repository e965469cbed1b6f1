import { useSignal } from '@preact/signals';
import { useContext, useEffect } from 'preact/hooks';
import type { Patient } from '#shared/domain/patient.ts';
import { ReplicaContext } from './replica-context.ts';
import type { Stored } from './rx-schema.ts';
import type { PeopleOf } from './use-people-of.ts';

/** So many are read at once: more would hold up the page. */
const PORTION = 60;

/**
 * The people behind hundreds of ids, in portions, in the order in which they are named. Shown after the first portion and when all
 * are there; who is not read yet is not called unknown.
 */
export function useManyPeople(ids: readonly string[]): PeopleOf {
  const opening = useContext(ReplicaContext).value;
  const known = useSignal<Known>(NOBODY);
  const wanted = [...new Set(ids)];
  const key = wanted.join();
  useEffect(() => {
    if (opening.kind !== 'open') return undefined;
    const { patients } = opening.replica.collections;
    const portions = Array.from({ length: Math.ceil(wanted.length / PORTION) }, (_, n) =>
      wanted.slice(n * PORTION, (n + 1) * PORTION),
    );
    const people = new Map(known.peek().people);
    const read = new Set<number>();
    const show = (): void => {
      const arePeopleRead = read.size === portions.length;
      known.value = { people: new Map(people), arePeopleRead, key };
    };
    if (portions.length === 0) show();
    const followed = portions.map((portion, n) =>
      patients.find({ selector: { id: { $in: portion } } }).$.subscribe((rows) => {
        for (const id of portion) people.delete(id);
        for (const row of rows)
          people.set(row.id, (row.toJSON() as unknown as Stored<'patients'>).content);
        const isFirst = read.size === 0;
        read.add(n);
        if (isFirst || read.size === portions.length) show();
      }),
    );
    return () => {
      for (const one of followed) one.unsubscribe();
    };
    // The key names who is wanted.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [opening, key, known]);
  const { people, arePeopleRead, key: read } = known.value;
  // Of somebody who is wanted only now, nothing has been read yet.
  return { people, arePeopleRead: arePeopleRead && read === key };
}

interface Known extends PeopleOf {
  /** Who they are of whom it is said. */
  readonly key: string;
}
const NOBODY: Known = { people: new Map<string, Patient>(), arePeopleRead: false, key: '' };
