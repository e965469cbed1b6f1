import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { PatientId } from '#shared/domain/ids.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleFinder, type PersonHit } from '#pwa/store/people-finder.ts';
import { PickedOutside } from './picked-outside.tsx';
import { PickerList } from './picker-list.tsx';
import { useLatestFind, type LatestFind } from './use-latest-find.ts';

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
  const chosen = useSignal<string | null>(null);
  const latest = useLatestFind(usePeopleFinder(), text).value;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (hasFocus) input.current?.focus();
  }, [hasFocus]);
  const found = latest?.hits ?? [];
  // Who was found for fewer letters, or before everybody was read, is not taken for being first.
  const isAnswer = latest !== null && latest.text === text.value.trim();
  const standing = chosen.value ?? (isAnswer ? latest.best : null);
  const at = found.findIndex((hit) => hit.id === standing);
  const pick = (hit: PersonHit | undefined): void => {
    if (hit?.isHere) props.onPick(hit.id as PatientId);
    else if (hit) props.onOutside(hit);
  };
  const press = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined)
      chosen.value = isAnswer ? (found[clamp(to, found.length)]?.id ?? null) : null;
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
          chosen.value = null;
        }}
        onKeyDown={press}
      />
      <PickerList id={id} hits={found} at={at} onPick={pick} />
      <p class={error ? 'say' : 'hint'} id={`${id}-says`} role="status">
        {error ?? hintWords(isOpen, latest)}
      </p>
    </div>
  );
}

function hintWords(isOpen: boolean, latest: LatestFind | null): string {
  if (!isOpen || latest === null) return t('widgets.pickHint');
  if (!latest.isWhole) return t('widgets.pickReading');
  const n = latest.hits.length;
  return n === 0 ? t('widgets.pickNobody') : t('widgets.pickFound', { n });
}

function clamp(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}
