import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Blank } from './blank.tsx';
import { PlaceDialog, type PlaceDialogProps } from './place-dialog.tsx';
import { PlaceChips } from './place-chips.tsx';
import { PlaceHead } from './place-head.tsx';
import { isInUse, type Clinic, type Place, type PlaceTree } from './place-tree.ts';

type Open = Omit<PlaceDialogProps, 'onClose'>;

/** Clinics, their rooms and their equipment. */
export function ClinicsStep({ tree }: { readonly tree: PlaceTree }): JSX.Element {
  const open = useSignal<Open | null>(null);
  const shared = { kind: 'clinic', parentId: tree.facility?.id, siblings: tree.clinics } as const;
  return (
    <>
      <div class="row">
        <Button
          kind="main"
          icon="plus"
          onClick={() => (open.value = { ...shared, place: null, title: t('setUp.addClinic') })}
        >
          {t('setUp.addClinic')}
        </Button>
      </div>
      {tree.clinics.length === 0 && (
        <Blank title={t('setUp.clinicsEmpty')}>{t('setUp.clinicsEmptyWhy')}</Blank>
      )}
      {tree.clinics.map((clinic) => (
        <ClinicCard
          key={clinic.id}
          clinic={clinic}
          onChange={() => (open.value = { ...shared, place: clinic, title: named(clinic) })}
          onPlace={(kind, place) =>
            (open.value = {
              kind,
              place,
              title: place ? named(place) : t(ADD[kind]),
              parentId: clinic.id,
              siblings: kind === 'room' ? clinic.rooms : clinic.equipment,
            })
          }
        />
      ))}
      {open.value && (
        <PlaceDialog
          {...open.value}
          key={open.value.place?.id ?? open.value.kind}
          onClose={() => (open.value = null)}
        />
      )}
    </>
  );
}

type Inside = 'room' | 'equipment';
const ADD = { room: 'setUp.addRoom', equipment: 'setUp.addEquipment' } as const;

function named({ content }: Place): string {
  return t('setUp.changeNamed', { name: content.name });
}

interface ClinicCardProps {
  readonly clinic: Clinic;
  readonly onChange: () => void;
  /** Null for a new one. */
  readonly onPlace: (kind: Inside, place: Place | null) => void;
}

function ClinicCard({ clinic, onChange, onPlace }: ClinicCardProps): JSX.Element {
  return (
    <article class="card" data-off={!isInUse(clinic)}>
      <PlaceHead
        place={clinic}
        note={t('setUp.rooms', { n: clinic.rooms.filter(isInUse).length })}
        onChange={onChange}
      >
        <Button icon="plus" onClick={() => onPlace('room', null)}>
          {t('setUp.addRoom')}
        </Button>
        <Button icon="plus" onClick={() => onPlace('equipment', null)}>
          {t('setUp.addEquipment')}
        </Button>
      </PlaceHead>
      <PlaceChips
        places={[...clinic.rooms, ...clinic.equipment]}
        nameOf={({ content }) =>
          (content.capacity ?? 1) > 1 ? `${content.name} × ${content.capacity}` : content.name
        }
        onOpen={(place) => onPlace(place.content.kind as Inside, place)}
      />
    </article>
  );
}
