import type { Contents } from '#shared/domain/collections.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Write } from '#pwa/store/replica.ts';
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
  /** Adds documents; taking it back puts them out of use, because nothing is deleted (M9). */
  readonly add: (writes: readonly Write[], said: string) => Promise<string | null>;
}

/** How set-up writes: on the replica, like everybody, so that it works offline and can be taken back. */
export function useSetUpVerbs(): SetUpVerbs {
  const replica = useReplica();
  const act: SetUpVerbs['add'] = async (writes, said) => {
    if (!replica) return t('ui.notSaved');
    const done = await replica.act('setUp', writes);
    if (!done.ok) return writeErrorWords(done.error);
    const undo = async (): Promise<string | undefined> => {
      const back = await replica.undo(done.value);
      return back.ok ? undefined : writeErrorWords(back.error);
    };
    showToast({ text: said, undo });
    return null;
  };
  return {
    change: (collection, { id, content }, said) =>
      act([{ collection, id, change: () => content } as unknown as Write], said),
    add: act,
  };
}
