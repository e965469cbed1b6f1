import type { JSX } from 'preact';
import type { Occupant } from '#shared/domain/bed.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { StaffName } from '#pwa/widgets/staff-name.tsx';
import type { BedDialogProps } from './actions-dialog.tsx';
import { patientOf } from './ward-view.ts';
import { sinceWords } from './ward-words.ts';

/** Too many people in one bed: all side by side, equally large, nobody chosen beforehand. The board closes it once it is settled. */
export function SortOutDialog({
  view,
  bed,
  occupants,
  onClose,
}: BedDialogProps & { readonly occupants: readonly Occupant[] }): JSX.Element {
  return (
    <Dialog title={t('wards.sortTitle', { bed: bed.bed.name })} wide onClose={onClose}>
      <p>{t('wards.sortHint')}</p>
      <ul class="sort-out">
        {occupants.map((occupant) => {
          const by = view.beds.trailOf(occupant.encounterId).at(-1)?.by;
          return (
            <li key={occupant.encounterId} class="card pad stack">
              <PersonCard patient={patientOf(view, occupant)}>
                <p class="soft">
                  {sinceWords(occupant, view)}
                  {by && (
                    <>
                      {' '}
                      {t('wards.by')} <StaffName id={by} />
                    </>
                  )}
                </p>
              </PersonCard>
              <div class="row">
                <Button
                  icon="move"
                  onClick={() =>
                    view.ask({ kind: 'move', bedId: bed.id, encounterId: occupant.encounterId })
                  }
                >
                  {t('wards.move')}
                </Button>
                <Button icon="leave" onClick={() => void view.verbs.discharge(occupant)}>
                  {t('wards.discharge')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
