import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Occupant } from '#shared/domain/bed.ts';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import { hasRoom, type BoardBed } from '#shared/domain/ward-board.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { RadioField } from '#pwa/ui/field.tsx';
import { BedPicker } from '#pwa/widgets/bed-picker.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import type { BedDialogProps } from './actions-dialog.tsx';
import { patientOf, type WardView } from './ward-view.ts';
import { bedName } from './ward-words.ts';

type Props = BedDialogProps & {
  readonly occupant: Occupant;
  readonly to: string | undefined;
};

/** Another bed for one person: a free one of any ward, or that of somebody who lies alone, who then comes here. */
export function MoveDialog({ view, bed, occupant, to, onClose }: Props): JSX.Element {
  const wardId = useSignal(view.wardId);
  const chosen = useSignal(to ?? '');
  const swaps = swapsIn(view, wardId.value, bed);
  const other = swaps.find(({ id }) => id === chosen.value)?.occupant;
  const name = bedName(view.beds.places, chosen.value);
  const move = async (): Promise<void> => {
    const isDone = other
      ? await view.verbs.swap({ ...occupant, bedId: bed.id }, other, chosen.value)
      : await view.verbs.move(occupant, chosen.value);
    if (isDone) onClose();
  };
  return (
    <Dialog
      title={t('wards.moveTitle')}
      onClose={onClose}
      footer={
        <Button
          kind="main"
          icon={other ? 'swap' : 'move'}
          disabled={!chosen.value || !view.mayMove}
          why={view.mayMove ? t('wards.chooseBed') : t('wards.mayNotMove')}
          onClick={() => void move()}
        >
          {wordsFor(chosen.value && name, other !== undefined)}
        </Button>
      }
    >
      <PersonCard patient={patientOf(view, occupant)}>
        <p class="soft">{t('wards.fromBed', { bed: bed.bed.name })}</p>
      </PersonCard>
      <BedPicker
        beds={view.beds}
        wardId={wardId.value}
        bedId={chosen.value}
        name="to-bed"
        except={bed.id}
        onWard={(id) => {
          wardId.value = id;
          chosen.value = '';
        }}
        onBed={(id) => (chosen.value = id)}
      />
      {swaps.length > 0 && (
        <RadioField
          label={t('wards.takenBeds')}
          name="to-bed"
          value={chosen.value}
          options={swaps.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => (chosen.value = id)}
        />
      )}
      {other && <Other view={view} occupant={other} />}
    </Dialog>
  );
}

function Other({
  view,
  occupant,
}: {
  readonly view: WardView;
  readonly occupant: Occupant;
}): JSX.Element {
  return (
    <div class="stack">
      <p>{t('wards.swapHint')}</p>
      <PersonCard patient={patientOf(view, occupant)} />
    </div>
  );
}

function wordsFor(bed: string, isSwap: boolean): string {
  if (!bed) return t('wards.move');
  return isSwap ? t('wards.swapWith', { bed }) : t('wards.moveTo', { bed });
}

interface Swap {
  readonly id: string;
  readonly label: string;
  readonly occupant: Occupant;
}

function swapsIn(view: WardView, wardId: string, from: BoardBed): readonly Swap[] {
  // Out of a clash nobody else is to be drawn in.
  if (from.state.kind !== 'occupied' || from.state.occupants.length > 1) return [];
  return view.beds
    .board(wardId)
    .bays.flatMap(({ beds }) => beds)
    .flatMap((bed): readonly Swap[] => {
      if (bed.id === from.id || bed.state.kind !== 'occupied' || hasRoom(bed)) return [];
      const [occupant, ...others] = bed.state.occupants;
      if (!occupant || others.length > 0) return [];
      const name = nameText(shownName(patientOf(view, occupant)?.names));
      return [
        { id: bed.id, occupant, label: `${bed.bed.name} · ${name || t('widgets.notReceived')}` },
      ];
    });
}
