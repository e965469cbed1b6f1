import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { PatientId } from '#shared/domain/ids.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleFinder, type PersonHit } from '#pwa/store/people-finder.ts';
import { PickedOutside } from './picked-outside.tsx';
import { PickerList } from './picker-list.tsx';
import { useLatestFind } from './use-latest-find.ts';

export interface PersonPickerProps {
  readonly label: string;
  readonly onPick: (id: PatientId) => void;
  readonly error?: string | undefined;
  readonly hasFocus?: boolean;
}

/** Finds one person by name, MRN or birth date; somebody whose record is not on this device is opened first, for a reason. */
export function PersonPicker(props: PersonPickerProps): JSX.Element {
  const outside = useSignal<PersonHit | null>(null);
  const id = useId();
  if (!outside.value) return <Combobox {...props} onOutside={(hit) => (outside.value = hit)} />;
  return (
    <PickedOutside
      id={id}
      hit={outside.value}
      onHere={props.onPick}
      onOther={() => (outside.value = null)}
    />
  );
}

interface ComboboxProps extends PersonPickerProps {
  readonly onOutside: (hit: PersonHit) => void;
}

/** A combobox that finds while somebody types; every line carries both identifiers. */
function Combobox(props: ComboboxProps): JSX.Element {
  const { label, error, hasFocus } = props;
  const text = useSignal('');
  const active = useSignal(0);
  const hits = useLatestFind(usePeopleFinder(), text);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (hasFocus) input.current?.focus();
  }, [hasFocus]);
  const found = hits.value ?? [];
  const at = Math.min(active.value, Math.max(0, found.length - 1));
  const pick = (hit: PersonHit | undefined): void => {
    if (hit?.isHere) props.onPick(hit.id as PatientId);
    else if (hit) props.onOutside(hit);
  };
  const press = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) active.value = Math.max(0, Math.min(found.length - 1, to));
    else if (event.key === 'Enter') pick(found[at]);
    else if (event.key === 'Escape' && text.value) text.value = '';
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isOpen = text.value.trim() !== '';
  return (
    <div class={error ? 'field field-wrong picker' : 'field picker'}>
      <label for={id}>{label}</label>
      <input
        ref={input}
        id={id}
        class="input"
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={isOpen && found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(found[at] ? { 'aria-activedescendant': `${id}-${found[at].id}` } : {})}
        {...(error ? { 'aria-invalid': 'true' as const } : {})}
        aria-describedby={`${id}-says`}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          active.value = 0;
        }}
        onKeyDown={press}
      />
      <PickerList id={id} hits={found} at={at} onPick={pick} />
      <p class={error ? 'say' : 'hint'} id={`${id}-says`} role="status">
        {error ?? hintWords(isOpen, hits.value)}
      </p>
    </div>
  );
}

function hintWords(isOpen: boolean, hits: readonly PersonHit[] | null): string {
  if (!isOpen || hits === null) return t('widgets.pickHint');
  return hits.length === 0 ? t('widgets.pickNobody') : t('widgets.pickFound', { n: hits.length });
}
