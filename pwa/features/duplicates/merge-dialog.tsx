import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';

interface MergeDialogProps {
  readonly survivor: Patient;
  readonly replaced: Patient;
  readonly onMerge: () => void;
  readonly onClose: () => void;
}

/** Before two records become one: both with two identifiers and their allergies, which goes on and which is replaced. */
export function MergeDialog({
  survivor,
  replaced,
  onMerge,
  onClose,
}: MergeDialogProps): JSX.Element {
  const number = isolated(mrnText(mrnOf(survivor) ?? ''));
  return (
    <Dialog
      wide
      title={t('duplicates.mergeTitle')}
      onClose={onClose}
      footer={
        <Button kind="main" onClick={onMerge}>
          {t('duplicates.mergeNow', { number })}
        </Button>
      }
    >
      <div class="stack">
        <p>{t('duplicates.mergeWhy')}</p>
        <div class="pair-two">
          <PersonCard patient={survivor}>
            <p class="small soft">{t('duplicates.goesOnAs')}</p>
          </PersonCard>
          <PersonCard patient={replaced}>
            <p class="small soft">{t('duplicates.replacedIs')}</p>
          </PersonCard>
        </div>
      </div>
    </Dialog>
  );
}
