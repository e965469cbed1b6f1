import type {
  ComponentChildren,
  PartialInputHTMLAttributes,
  JSX,
  TextareaHTMLAttributes,
} from 'preact';
import { useId } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from './icon.tsx';

interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Says "not needed" behind the label; what is needed is not marked. */
  readonly optional?: boolean | undefined;
}
interface Typed extends Labelled {
  readonly value: string;
  readonly onInput: (text: string) => void;
}
interface Wiring {
  readonly id: string;
  readonly 'aria-invalid'?: 'true';
  readonly 'aria-describedby'?: string;
}
type Rest<A> = Omit<A, keyof Typed | 'class' | 'className' | 'id' | 'icon'>;

export type TextFieldProps = Typed & Rest<PartialInputHTMLAttributes<HTMLInputElement>>;

/** One line of text with its label, its hint and what is wrong with it. */
export function TextField(props: TextFieldProps): JSX.Element {
  const { label, hint, error, optional, value, onInput, ...native } = props;
  return (
    <Field {...{ label, hint, error, optional }}>
      {(wiring) => (
        <input
          // Preact ties `role` to `type`; that union does not survive a rest.
          {...(native as object)}
          {...wiring}
          class="input"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export type TextAreaProps = Typed & Rest<TextareaHTMLAttributes<HTMLTextAreaElement>>;

/** Several lines of text. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const { label, hint, error, optional, value, onInput, ...native } = props;
  return (
    <Field {...{ label, hint, error, optional }}>
      {(wiring) => (
        <textarea
          rows={3}
          {...native}
          {...wiring}
          class="input input-area"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}
interface Chosen extends Labelled {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly name?: string;
}

/** One of several, in the browser's own list. */
export function SelectField(props: Chosen): JSX.Element {
  const { label, hint, error, optional, value, options, onChange, name } = props;
  return (
    <Field {...{ label, hint, error, optional }}>
      {(wiring) => (
        <select
          {...wiring}
          class="input select"
          name={name}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of a few, all in sight. */
export function RadioField(props: Chosen): JSX.Element {
  const { label, hint, error, optional, value, options, onChange } = props;
  const id = useId();
  const name = props.name ?? id;
  return (
    <fieldset
      class={error ? 'field field-wrong' : 'field'}
      {...wiringOf(id, { hint, error })}
      id={id}
    >
      <legend class="label">
        {label} {optional && <span class="faint">{t('ui.optional')}</span>}
      </legend>
      <div class="pick">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      <Says id={id} hint={hint} error={error} />
    </fieldset>
  );
}

export interface CheckFieldProps {
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: string | undefined;
  readonly name?: string;
}

/** Yes or no. */
export function CheckField({ label, checked, onChange, hint, name }: CheckFieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <div class="pick">
        <label>
          <input
            type="checkbox"
            id={id}
            name={name}
            checked={checked}
            {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          {label}
        </label>
      </div>
      <Says id={id} hint={hint} error={undefined} />
    </div>
  );
}

interface FieldProps extends Labelled {
  readonly children: (wiring: Wiring) => JSX.Element;
}

function Field({ label, hint, error, optional, children }: FieldProps): JSX.Element {
  const id = useId();
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={id}>
        {label} {optional && <span class="faint">{t('ui.optional')}</span>}
      </label>
      {children({ id, ...wiringOf(id, { hint, error }) })}
      <Says id={id} hint={hint} error={error} />
    </div>
  );
}

type Said = { readonly hint: string | undefined; readonly error: string | undefined };

function wiringOf(id: string, { hint, error }: Said): Omit<Wiring, 'id'> {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean);
  return {
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
  };
}

function Says({ id, hint, error }: Said & { readonly id: string }): JSX.Element {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="say" id={`${id}-error`}>
          <Icon name="alert" />
          {error}
        </p>
      )}
    </>
  );
}
