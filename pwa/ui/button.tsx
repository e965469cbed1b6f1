import type { ButtonHTMLAttributes, ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';

type Native = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'type' | 'disabled' | 'icon' | 'onClick' | 'class' | 'className' | 'children'
>;
export interface ButtonProps extends Native {
  readonly kind?: 'main' | 'plain' | 'quiet' | 'bad';
  readonly icon?: IconName;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** Why it is off; shown beside it and read with it. */
  readonly why?: string | undefined;
  readonly onClick?: (event: MouseEvent) => void;
  readonly children?: ComponentChildren;
}
const CLASSES = {
  main: 'btn btn-main',
  plain: 'btn',
  quiet: 'btn btn-quiet',
  bad: 'btn btn-alarm',
};

/** A button. While it is off it keeps its place and its focus, and says why. */
export function Button(props: ButtonProps): JSX.Element {
  const { kind = 'plain', icon, type = 'button', disabled = false, why, onClick, ...rest } = props;
  const { children, ...native } = rest;
  const whyId = useId();
  const isExplained = disabled && why !== undefined && why !== '';
  const press = (event: MouseEvent): void => {
    // Also holds back the Enter key of a form, which presses the submit button.
    if (disabled) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <>
      <button
        {...native}
        type={type}
        class={CLASSES[kind]}
        aria-disabled={disabled ? 'true' : undefined}
        {...(isExplained ? { 'aria-describedby': whyId } : {})}
        onClick={press}
      >
        {icon && <Icon name={icon} />}
        {children}
      </button>
      {isExplained && (
        <span class="hint" id={whyId}>
          {why}
        </span>
      )}
    </>
  );
}
