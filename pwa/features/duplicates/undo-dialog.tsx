import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { BothPeople } from './decided-pair.tsx';
import type { KnownPair } from './review-list.ts';
import { usePairWrites } from './use-pair-writes.ts';

interface UndoDialogProps {
  readonly pair: KnownPair;
  readonly people: ReadonlyMap<string, Patient>;
  readonly onClose: () => void;
}

/** Before two records are separated: who they are, what goes back, and whether they are to be proposed again. */
export function UndoDialog({ pair, people, onClose }: UndoDialogProps): JSX.Element {
  const writes = usePairWrites();
  const done = async (saved: Promise<boolean>): Promise<void> => {
    if (await saved) onClose();
  };
  return (
    <Dialog
      wide
      title={t('duplicates.undoTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => void done(writes.askAgain(pair.content, t('duplicates.undone')))}>
            {t('duplicates.undoAsk')}
          </Button>
          <Button
            kind="main"
            onClick={() => void done(writes.different(pair.content, t('duplicates.undone')))}
          >
            {t('duplicates.undoTwo')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t('duplicates.undoWhy')}</p>
        <BothPeople pair={pair} people={people} />
      </div>
    </Dialog>
  );
}
