import { askedAgain, saidDifferent, saidSame } from '#shared/domain/decide-pair.ts';
import type { PatientId } from '#shared/domain/ids.ts';
import { pairIdOf, type Pair, type Side } from '#shared/domain/pair.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { writeErrorWords } from '#pwa/widgets/write-error-words.ts';

interface Two {
  readonly one: string;
  readonly other: string;
}
/** What can be said of two records; each is told with its undo, or why it was not saved. */
export interface PairWrites {
  same(two: Two, survivor: PatientId, fields: Readonly<Record<string, Side>>): Promise<boolean>;
  different(two: Two, said?: string): Promise<boolean>;
  askAgain(two: Two, said: string): Promise<boolean>;
}

/** The verbs of the duplicates over the replica of this page. */
export function usePairWrites(): PairWrites {
  const replica = useReplica();
  const session = useSession();
  const by = session.kind === 'signed-in' ? session.person.id : null;
  const write = async (
    { one, other }: Two,
    next: (before: Pair | undefined) => Pair,
    said: string,
  ): Promise<boolean> => {
    if (!replica) return false;
    const change = (before: unknown): never => next(before as Pair | undefined) as never;
    const id = pairIdOf(one, other);
    const done = await replica.act('decide pair', [{ collection: 'pairs', id, change }]);
    if (!done.ok) showToast({ text: writeErrorWords(done.error), tone: 'alarm' });
    else
      showToast({
        text: said,
        undo: async () => {
          const back = await replica.undo(done.value);
          return back.ok ? undefined : writeErrorWords(back.error);
        },
      });
    return done.ok;
  };
  const settler = () => by && { by, at: instantAt(Date.now()) };
  const ids = ({ one, other }: Two) => [one as PatientId, other as PatientId] as const;
  return {
    same: async (two, survivor, fields) => {
      const who = settler();
      if (!who) return false;
      const said = { ...who, survivor, fields };
      return write(two, (before) => saidSame(before, ids(two), said), t('duplicates.saidOne'));
    },
    different: async (two, said = t('duplicates.saidTwo')) => {
      const who = settler();
      return who ? write(two, (before) => saidDifferent(before, ids(two), who), said) : false;
    },
    askAgain: async (two, said) =>
      write(two, (before) => askedAgain(before ?? ({ ...two } as unknown as Pair)), said),
  };
}
