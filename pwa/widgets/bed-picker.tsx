import type { JSX } from 'preact';
import { hasRoom, type BoardBed } from '#shared/domain/ward-board.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Beds } from '#pwa/store/use-beds.ts';
import { RadioField, SelectField, type Option } from '#pwa/ui/field.tsx';

export interface BedPickerProps {
  readonly beds: Beds;
  readonly wardId: string;
  readonly bedId: string;
  readonly name: string;
  readonly onWard: (wardId: string) => void;
  readonly onBed: (bedId: string) => void;
  /** The bed somebody lies in already. */
  readonly except?: string | undefined;
}

/** A free bed of any ward: the ward with the number of its free beds, then the beds by bay. */
export function BedPicker(props: BedPickerProps): JSX.Element {
  const { beds, wardId, bedId, name, onWard, onBed, except } = props;
  const free = freeBeds(beds, wardId).filter(({ id }) => id !== except);
  return (
    <>
      <SelectField
        label={t('wards.choose')}
        value={wardId}
        options={beds.wards.map(({ id, content }) => ({
          value: id,
          label: t('wards.wardFree', {
            ward: content.name,
            n: freeBeds(beds, id).filter((bed) => bed.id !== except).length,
          }),
        }))}
        onChange={onWard}
      />
      {free.length > 0 ? (
        <RadioField
          label={t('wards.freeBeds')}
          name={name}
          value={bedId}
          options={free.map((bed): Option => ({ value: bed.id, label: bed.label }))}
          onChange={onBed}
        />
      ) : (
        <p class="soft">{t('wards.noBeds')}</p>
      )}
    </>
  );
}

/** The beds of a ward that take one more person now, with the bay in front of the number. */
function freeBeds(beds: Beds, wardId: string): readonly (BoardBed & { readonly label: string })[] {
  return beds.board(wardId).bays.flatMap(({ room, beds }) =>
    beds.filter(hasRoom).map((bed) => ({
      ...bed,
      label: room ? `${room.name} · ${bed.bed.name}` : bed.bed.name,
    })),
  );
}
