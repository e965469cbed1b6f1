import type { CollectionName, Contents } from '#shared/domain/collections.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Receipt, Write } from '#pwa/store/replica.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { writeErrorWords } from '#pwa/widgets/write-error-words.ts';

type SetUpCollection = 'locations' | 'practitioners' | 'schedules';

export interface SetUpVerbs {
  /** Puts a content in place of what is there, with an undo; what stands in the way in words, or null when it is done. */
  readonly change: <C extends SetUpCollection>(
    collection: C,
    one: { readonly id: string; readonly content: Contents[C] },
    said: string,
  ) => Promise<string | null>;
  /** Adds documents; taking it back puts them out of use, because nothing is deleted. */
  readonly add: (writes: readonly Write[], said: string) => Promise<string | null>;
}

/** How set-up writes: on the replica, like everybody, so that it works offline and can be taken back. */
export function useSetUpVerbs(): SetUpVerbs {
  const replica = useReplica();
  const act = async (
    writes: readonly Write[],
    said: string,
    undo: (receipt: Receipt) => void,
  ): Promise<string | null> => {
    if (!replica) return t('ui.notSaved');
    const done = await replica.act('setUp', writes);
    if (!done.ok) return writeErrorWords(done.error);
    showToast({ text: said, undo: () => undo(done.value) });
    return null;
  };
  return {
    change: (collection, { id, content }, said) =>
      act(
        [{ collection, id, change: () => content } as unknown as Write],
        said,
        (receipt) => void replica?.undo(receipt),
      ),
    add: (writes, said) =>
      act(writes, said, () => void replica?.act('setUp', writes.map(outOfUse))),
  };
}

const OUT: Readonly<Record<SetUpCollection, object>> = {
  locations: { status: 'inactive' },
  practitioners: { isActive: false },
  schedules: { isActive: false },
};

function outOfUse({ collection, id }: Write): Write {
  const out = OUT[collection as SetUpCollection];
  return {
    collection,
    id,
    change: (before: Contents[CollectionName] | undefined) => ({ ...before, ...out }),
  } as unknown as Write;
}
