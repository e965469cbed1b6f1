import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly footer?: ComponentChildren;
  readonly wide?: boolean;
}

/** A layer over the page: takes the focus, closes by Escape or a tap beside it, gives the focus back. */
export function Dialog({ title, onClose, children, footer, wide }: DialogProps): JSX.Element {
  const root = useModal(onClose);
  const titleId = useId();
  return (
    <dialog ref={root} class={wide ? 'dialog dialog-wide' : 'dialog'} aria-labelledby={titleId}>
      <div class="dialog-box">
        <div class="dialog-head">
          <h2 id={titleId} class="grow">
            {title}
          </h2>
          <button
            type="button"
            class="btn btn-quiet btn-icon"
            aria-label={t('ui.close')}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </div>
        <div class="dialog-body">{children}</div>
        {footer && <div class="dialog-foot row">{footer}</div>}
      </div>
    </dialog>
  );
}

/** Opens a native dialog with its component and closes it with it. */
export function useModal(onClose: () => void): { current: HTMLDialogElement | null } {
  const root = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  // Before the next key: what is typed right after the shortcut belongs to the dialog.
  useLayoutEffect(() => {
    const dialog = root.current;
    if (!dialog) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    if (!dialog.querySelector('[autofocus]')) firstIn(dialog)?.focus();
    const onCancel = (event: Event): void => {
      event.preventDefault();
      close.current();
    };
    // A second Escape closes a dialog whatever its page says: then the page follows.
    const onClosed = (): void => close.current();
    // The box has no padding: only its backdrop is the dialog itself.
    const onTap = (event: Event): void => {
      if (event.target === dialog) close.current();
    };
    dialog.addEventListener('cancel', onCancel);
    dialog.addEventListener('click', onTap);
    dialog.addEventListener('close', onClosed);
    return () => {
      dialog.removeEventListener('cancel', onCancel);
      dialog.removeEventListener('click', onTap);
      dialog.removeEventListener('close', onClosed);
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return root;
}

const REACHABLE =
  'input:not([type="hidden"]), select, textarea, button:not([disabled]), a[href], [tabindex="0"]';

function firstIn(dialog: HTMLElement): HTMLElement | null {
  const parts = ['.dialog-body', '.dialog-foot'].map((part) => dialog.querySelector(part));
  const found = parts.map((part) => part?.querySelector<HTMLElement>(REACHABLE));
  return found.find((element) => element) ?? dialog.querySelector<HTMLElement>(REACHABLE);
}
