import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { newId } from '#shared/domain/ids.ts';
import { t } from '#pwa/i18n/t.ts';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { FormFoot } from './form-foot.tsx';
import { manyBeds, MOST_BEDS } from './many-beds.ts';
import { newWrite } from './set-up-write.ts';
import type { Place, Ward } from './place-tree.ts';
import { useSetUpVerbs } from './use-set-up-verbs.ts';

interface Form {
  readonly count: string;
  readonly perBay: string;
  readonly bayWord: string;
}

/** "12 beds in bays of 4": shown before it is done, done in one go. */
export function ManyBedsDialog({
  ward,
  onClose,
}: {
  readonly ward: Ward;
  readonly onClose: () => void;
}): JSX.Element {
  const form = useSignal<Form>({ count: '12', perBay: '4', bayWord: t('setUp.bayWordDefault') });
  const refused = useSignal<string | null>(null);
  const verbs = useSetUpVerbs();
  const made = madeOf(ward, form.value);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!made) return;
    const writes = made.map((place) => newWrite('locations', place));
    refused.value = await verbs.add(writes, t('setUp.addedMany', { n: made.length }));
    if (refused.value === null) onClose();
  };
  return (
    <Dialog title={t('setUp.bedsTitle', { ward: ward.content.name })} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Fields
          form={form.value}
          isRight={made !== null}
          set={(change) => (form.value = { ...form.value, ...change })}
        />
        <p class="soft" role="status">
          {made && <bdi>{previewWords(made)}</bdi>}
        </p>
        <FormFoot
          label={t('setUp.addBeds')}
          refused={refused.value}
          disabled={!made}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** What would be made; null where the numbers are none. */
function madeOf(ward: Ward, { count, perBay, bayWord }: Form): readonly Place[] | null {
  const [beds, inBay] = [Number(count || Number.NaN), Number(perBay)];
  const isRight =
    Number.isInteger(beds) &&
    beds >= 1 &&
    beds <= MOST_BEDS &&
    Number.isInteger(inBay) &&
    inBay >= 0;
  return isRight
    ? manyBeds(ward, { count: beds, perBay: inBay, bayWord: bayWord.trim() }, newId)
    : null;
}

/** "Bay A · Bay B · Beds 1 to 8". */
function previewWords(made: readonly Place[]): string {
  const names = (kind: 'room' | 'bed'): readonly string[] =>
    made.filter(({ content }) => content.kind === kind).map(({ content }) => content.name);
  const beds = names('bed');
  return [
    ...names('room'),
    t('setUp.bedsPreview', { n: beds.length, first: beds[0] ?? '', last: beds.at(-1) ?? '' }),
  ].join(' · ');
}

interface FieldsProps {
  readonly form: Form;
  readonly isRight: boolean;
  readonly set: (change: Partial<Form>) => void;
}

function Fields({ form, isRight, set }: FieldsProps): JSX.Element {
  return (
    <div class="form-row">
      <TextField
        label={t('setUp.bedsCount')}
        inputMode="numeric"
        value={form.count}
        error={isRight ? undefined : t('setUp.bedsMost', { n: MOST_BEDS })}
        onInput={(count) => set({ count })}
      />
      <TextField
        label={t('setUp.bedsPerBay')}
        hint={t('setUp.bedsPerBayHint')}
        inputMode="numeric"
        value={form.perBay}
        onInput={(perBay) => set({ perBay })}
      />
      {Number(form.perBay) > 0 && (
        <TextField
          label={t('setUp.bayWord')}
          value={form.bayWord}
          maxLength={30}
          onInput={(bayWord) => set({ bayWord })}
        />
      )}
    </div>
  );
}
