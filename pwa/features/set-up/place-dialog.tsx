import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { foldText } from '#shared/domain/fold-text.ts';
import { newId, type LocationId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import { t } from '#pwa/i18n/t.ts';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { RadioField, SelectField, TextField, type Option } from '#pwa/ui/field.tsx';
import { FormFoot } from './form-foot.tsx';
import { newWrite } from './set-up-write.ts';
import { newPlace, nextOrder, type Place } from './place-tree.ts';
import { useSetUpVerbs } from './use-set-up-verbs.ts';

export interface PlaceDialogProps {
  readonly kind: 'clinic' | 'ward' | 'room' | 'bed' | 'equipment';
  /** Null for a new one. */
  readonly place: Place | null;
  readonly title: string;
  readonly parentId?: string | undefined;
  /** Where it may lie, if there is a choice. */
  readonly parents?: readonly Option[];
  /** Those of its kind beside it: no two share a name. */
  readonly siblings: readonly Place[];
  readonly onClose: () => void;
}
interface Form {
  readonly name: string;
  readonly specialty: string;
  readonly parentId: string;
  readonly status: Location['status'];
  readonly closedReason: string;
  readonly closedUntil: string;
  readonly capacity: string;
}
interface Faults {
  readonly name?: string;
  readonly capacity?: string;
}
/** More at once is a hall, and a mistake of typing. */
const MOST_AT_ONCE = 200;

/** One place: its name, what it is for, how many it takes, where it lies, and whether it is in use. */
export function PlaceDialog(props: PlaceDialogProps): JSX.Element {
  const { kind, place, title, parents, onClose } = props;
  const { form, set, fault, refused, save } = usePlaceForm(props);
  const hasSpecialty = kind === 'clinic' || kind === 'ward';
  const hasCapacity = kind === 'room' || kind === 'equipment';
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <TextField
          label={t('setUp.name')}
          value={form.name}
          maxLength={80}
          autoComplete="off"
          error={fault.name}
          onInput={(name) => set({ name })}
        />
        {hasSpecialty && (
          <TextField
            label={t('setUp.specialty')}
            optional
            value={form.specialty}
            maxLength={80}
            autoComplete="off"
            onInput={(specialty) => set({ specialty })}
          />
        )}
        {hasCapacity && (
          <TextField
            label={t(kind === 'room' ? 'setUp.capacityRoom' : 'setUp.capacityEquipment')}
            inputMode="numeric"
            value={form.capacity}
            maxLength={3}
            error={fault.capacity}
            onInput={(capacity) => set({ capacity })}
          />
        )}
        {parents && (
          <SelectField
            label={t('setUp.inBay')}
            value={form.parentId}
            options={parents}
            onChange={(parentId) => set({ parentId })}
          />
        )}
        {place && <StatusFields kind={kind} form={form} set={set} />}
        <FormFoot label={place ? t('setUp.save') : title} refused={refused} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

interface PlaceForm {
  readonly form: Form;
  readonly set: (change: Partial<Form>) => void;
  readonly fault: Faults;
  readonly refused: string | null;
  readonly save: (event: Event) => Promise<void>;
}

function usePlaceForm(props: PlaceDialogProps): PlaceForm {
  const { kind, place, siblings, onClose } = props;
  const form = useSignal<Form>(formOf(props));
  const fault = useSignal<Faults>({});
  const refused = useSignal<string | null>(null);
  const verbs = useSetUpVerbs();
  const write = (name: string): Promise<string | null> => {
    if (place)
      return verbs.change(
        'locations',
        { id: place.id, content: changed(place.content, form.value) },
        t('setUp.changed', { name }),
      );
    const made = newPlace(kind, { ...form.value, order: nextOrder(siblings) });
    const content = withCapacity(made, form.value);
    return verbs.add([newWrite('locations', { id: newId(), content })], t('setUp.added', { name }));
  };
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    fault.value = faultOf(form.value, props);
    if (fault.value.name ?? fault.value.capacity) return;
    const name = form.value.name.trim();
    refused.value = await write(kind === 'bed' ? t('setUp.bedNamed', { name }) : name);
    if (refused.value === null) onClose();
  };
  const set = (change: Partial<Form>): void => void (form.value = { ...form.value, ...change });
  return { form: form.value, set, fault: fault.value, refused: refused.value, save };
}

interface StatusProps {
  readonly kind: PlaceDialogProps['kind'];
  readonly form: Form;
  readonly set: (change: Partial<Form>) => void;
}

/** Only a bed is closed for some time; everything can be put out of use. */
function StatusFields({ kind, form, set }: StatusProps): JSX.Element {
  const statuses =
    kind === 'bed'
      ? (['active', 'closed', 'inactive'] as const)
      : (['active', 'inactive'] as const);
  return (
    <>
      <RadioField
        label={t('setUp.status')}
        hint={t('setUp.statusHint')}
        value={form.status}
        options={statuses.map((value) => ({ value, label: t(`setUp.status.${value}`) }))}
        onChange={(status) => set({ status: status as Form['status'] })}
      />
      {form.status === 'closed' && (
        <div class="form-row">
          <TextField
            label={t('setUp.closedReason')}
            value={form.closedReason}
            maxLength={120}
            onInput={(closedReason) => set({ closedReason })}
          />
          <TextField
            type="date"
            label={t('setUp.closedUntil')}
            optional
            value={form.closedUntil}
            onInput={(closedUntil) => set({ closedUntil })}
          />
        </div>
      )}
    </>
  );
}

function formOf({ place, parentId }: PlaceDialogProps): Form {
  const content = place?.content;
  return {
    name: content?.name ?? '',
    specialty: content?.specialty ?? '',
    parentId: content?.parentId ?? parentId ?? '',
    status: content?.status ?? 'active',
    closedReason: content?.closedReason ?? '',
    closedUntil: (content?.closedUntil ?? '').slice(0, 10),
    capacity: String(content?.capacity ?? 1),
  };
}

function faultOf({ name, capacity }: Form, { place, siblings }: PlaceDialogProps): Faults {
  if (name.trim() === '') return { name: t('setUp.needName') };
  const most = Number(capacity);
  if (!Number.isInteger(most) || most < 1 || most > MOST_AT_ONCE)
    return { capacity: t('setUp.wholeFault', { from: 1, to: MOST_AT_ONCE }) };
  const isTaken = siblings.some(
    (other) =>
      other.id !== place?.id &&
      other.content.status !== 'inactive' &&
      foldText(other.content.name) === foldText(name),
  );
  return isTaken ? { name: t('setUp.nameTaken') } : {};
}

function changed(before: Location, form: Form): Location {
  const { specialty: _s, parentId: _p, closedReason: _r, closedUntil: _u, ...kept } = before;
  const isClosed = form.status === 'closed';
  return {
    ...withCapacity(kept, form),
    name: form.name.trim(),
    status: form.status,
    ...(form.specialty.trim() ? { specialty: form.specialty.trim() } : {}),
    ...(form.parentId ? { parentId: form.parentId as LocationId } : {}),
    ...(isClosed && form.closedReason.trim() ? { closedReason: form.closedReason.trim() } : {}),
    ...(isClosed && form.closedUntil ? { closedUntil: form.closedUntil } : {}),
  };
}

/** One at a time is not written down. */
function withCapacity(place: Location, { capacity }: Form): Location {
  const { capacity: before, ...kept } = place;
  const isWritten = Number(capacity) > 1 || before !== undefined;
  return isWritten ? { ...kept, capacity: Number(capacity) } : kept;
}
