import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import type { PlaceDialogProps } from './place-dialog.tsx';
import { PlaceChips } from './place-chips.tsx';
import { PlaceHead } from './place-head.tsx';
import { isInUse, type Place, type Ward } from './place-tree.ts';

export interface WardCardProps {
  readonly ward: Ward;
  readonly wards: readonly Ward[];
  readonly onOpen: (place: Omit<PlaceDialogProps, 'onClose'>) => void;
  readonly onBeds: () => void;
}

/** One ward: its bays in order, each with its beds. */
export function WardCard({ ward, wards, onOpen, onBeds }: WardCardProps): JSX.Element {
  const { rooms, beds, content } = ward;
  const inBay = Map.groupBy(beds, ({ content: bed }): string => bed.parentId ?? '');
  const loose = inBay.get(ward.id) ?? [];
  const openBed = (bed: Place): void =>
    onOpen({
      kind: 'bed',
      place: bed,
      title: named(t('setUp.bedNamed', { name: bed.content.name })),
      parents: parentsOf(ward),
      siblings: beds,
    });
  const openBay = (room: Place): void =>
    onOpen({
      kind: 'room',
      place: room,
      title: named(room.content.name),
      parentId: ward.id,
      siblings: rooms,
    });
  const note = [
    t('setUp.bays', { n: rooms.filter(isInUse).length }),
    t('setUp.beds', { n: beds.filter(isInUse).length }),
  ].join(', ');
  return (
    <article class="card" data-off={!isInUse(ward)}>
      <PlaceHead
        place={ward}
        note={note}
        onChange={() =>
          onOpen({ kind: 'ward', place: ward, title: named(content.name), siblings: wards })
        }
      >
        <Button
          icon="plus"
          onClick={onBeds}
          aria-label={t('setUp.bedsTitle', { ward: content.name })}
        >
          {t('setUp.addBeds')}
        </Button>
      </PlaceHead>
      {rooms.map((room) => (
        <Bay
          key={room.id}
          ward={content.name}
          name={room.content.name}
          beds={inBay.get(room.id) ?? []}
          onName={() => openBay(room)}
          onBed={openBed}
        />
      ))}
      {loose.length > 0 && (
        <Bay ward={content.name} name={t('setUp.noBay')} beds={loose} onBed={openBed} />
      )}
    </article>
  );
}

interface BayProps {
  readonly ward: string;
  readonly name: string;
  readonly beds: readonly Place[];
  /** Absent for beds that lie in no bay. */
  readonly onName?: () => void;
  readonly onBed: (bed: Place) => void;
}

function Bay({ ward, name, beds, onName, onBed }: BayProps): JSX.Element {
  return (
    <div class="ward-bay" role="group" aria-label={`${ward}, ${name}`}>
      {onName ? (
        <button type="button" class="ward-bay-name" aria-label={named(name)} onClick={onName}>
          <bdi>{name}</bdi>
        </button>
      ) : (
        <span class="ward-bay-name soft">{name}</span>
      )}
      <PlaceChips places={beds} nameOf={({ content }) => content.name} onOpen={onBed} />
    </div>
  );
}

function named(name: string): string {
  return t('setUp.changeNamed', { name });
}

function parentsOf({
  id,
  rooms,
}: Ward): readonly { readonly value: string; readonly label: string }[] {
  return [
    ...rooms.map((room) => ({ value: room.id, label: room.content.name })),
    { value: id, label: t('setUp.noBay') },
  ];
}
