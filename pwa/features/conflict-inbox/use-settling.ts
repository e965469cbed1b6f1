import { decided } from '#shared/domain/decide-dispute.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { Person } from '#shared/domain/person.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Write } from '#pwa/store/replica.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { writeErrorWords } from '#pwa/widgets/write-error-words.ts';
import { dismissed, writesAgain } from './settle.ts';

/** What can be done with a dispute; each is told with its undo, or why it was refused. */
export interface Settling {
  readonly person: Person | null;
  decide(id: string, reading: string, said: string): Promise<void>;
  dismiss(id: string): Promise<void>;
  tryAgain(id: string, dispute: Dispute): Promise<void>;
}

/** The verbs of the inbox over the replica of this page. */
export function useSettling(): Settling {
  const replica = useReplica();
  const session = useSession();
  const person = session.kind === 'signed-in' ? session.person : null;
  const act = async (name: string, writes: readonly Write[], said: string): Promise<void> => {
    if (!replica) return;
    const done = await replica.act(name, writes);
    if (!done.ok) return showToast({ text: writeErrorWords(done.error), tone: 'alarm' });
    showToast({
      text: said,
      undo: async () => {
        const back = await replica.undo(done.value);
        return back.ok ? undefined : writeErrorWords(back.error);
      },
    });
  };
  const change = (id: string, next: (dispute: Dispute) => Dispute): Write => ({
    collection: 'disputes',
    id,
    change: (before) => next(before as Dispute),
  });
  return {
    person,
    decide: async (id, reading, said) => {
      if (!person) return;
      const settler = { by: person.id, at: instantAt(Date.now()) };
      await act('decide', [change(id, (dispute) => decided(dispute, reading, settler))], said);
    },
    dismiss: (id) => act('dismiss', [change(id, dismissed)], t('inbox.dismissed')),
    tryAgain: (id, dispute) => act('try again', writesAgain(id, dispute), t('inbox.triedAgain')),
  };
}
