import type { JSX } from 'preact';
import type { Occupant } from '#shared/domain/bed.ts';
import { isDoubled, occupantsIn, type BoardBed } from '#shared/domain/ward-board.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { patientOf, type WardView } from './ward-view.ts';
import { bedName, sinceWords } from './ward-words.ts';

export interface BedDialogProps {
  readonly view: WardView;
  readonly bed: BoardBed;
  readonly onClose: () => void;
}

/** What can be done with one bed and whoever lies in it. */
export function ActionsDialog({ view, bed, onClose }: BedDialogProps): JSX.Element {
  const occupants = occupantsIn(bed.state);
  return (
    <Dialog title={t('wards.bed', { name: bed.bed.name })} onClose={onClose}>
      {occupants.map((occupant) => (
        <PersonActions
          key={occupant.encounterId}
          view={view}
          bed={bed}
          occupant={occupant}
          onClose={onClose}
        />
      ))}
      {bed.bed.status === 'active' && (
        <div class="row">
          <Button
            icon="lock"
            disabled={!view.mayKeep}
            why={t('wards.mayNotKeep')}
            onClick={() => view.ask({ kind: 'close', bedId: bed.id })}
          >
            {t('wards.close')}
          </Button>
        </div>
      )}
      {bed.bed.status === 'closed' && occupants.length > 0 && (
        <div class="row">
          <Button
            icon="check"
            disabled={!view.mayKeep}
            why={t('wards.mayNotKeep')}
            onClick={() => (onClose(), void view.verbs.open(bed.id))}
          >
            {t('wards.open')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

type PersonProps = BedDialogProps & { readonly occupant: Occupant };

function PersonActions({ view, bed, occupant, onClose }: PersonProps): JSX.Element {
  const why = t('wards.mayNotMove');
  return (
    <section class="stack">
      <PersonCard patient={patientOf(view, occupant)}>
        <p class="soft">{sinceWords(occupant, view)}</p>
      </PersonCard>
      {isDoubled(occupant) && (
        <Notice tone="alarm" title={t('wards.doubledTitle')}>
          {t('wards.doubledHint')}
        </Notice>
      )}
      <div class="row">
        {isDoubled(occupant) &&
          [bed.id, ...occupant.alsoIn].map((bedId) => (
            <Button
              key={bedId}
              disabled={!view.mayMove}
              onClick={() => (onClose(), void view.verbs.settle(occupant, bedId))}
            >
              {t('wards.liesHere', { bed: bedName(view.beds.places, bedId) })}
            </Button>
          ))}
        <Button
          icon="move"
          disabled={!view.mayMove}
          onClick={() =>
            view.ask({ kind: 'move', bedId: bed.id, encounterId: occupant.encounterId })
          }
        >
          {t('wards.move')}
        </Button>
        <Button
          icon="leave"
          disabled={!view.mayMove}
          why={why}
          onClick={() => (onClose(), void view.verbs.discharge(occupant))}
        >
          {t('wards.discharge')}
        </Button>
        <a class="btn" href={`/patients/${occupant.patientId ?? ''}`}>
          <Icon name="person" />
          {t('wards.chart')}
        </a>
      </div>
    </section>
  );
}
