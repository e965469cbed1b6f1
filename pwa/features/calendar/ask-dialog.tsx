import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';

export interface AskDialogProps {
  readonly title: string;
  /** Who it is about, with two identifiers, and what stands in the way. */
  readonly children: ComponentChildren;
  readonly label: string;
  readonly suggestions: readonly string[];
  readonly yes: string;
  readonly no: string;
  readonly onYes: (reason: string) => void;
  readonly onNo: () => void;
}

/** Asks for a reason before something that needs one. The button keeps its place while the reason is missing and says why. */
export function AskDialog(props: AskDialogProps): JSX.Element {
  const root = useRef<HTMLDialogElement>(null);
  const reason = useSignal('');
  useEffect(() => root.current?.showModal(), []);
  const isReady = reason.value.trim() !== '';
  const send = (event: Event): void => {
    event.preventDefault();
    if (isReady) props.onYes(reason.value.trim());
  };
  return (
    <dialog
      ref={root}
      class="cal-ask card"
      aria-labelledby="cal-ask-title"
      onCancel={(event) => (event.preventDefault(), props.onNo())}
      onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && send(event)}
    >
      <form class="stack" onSubmit={send}>
        <h2 id="cal-ask-title">{props.title}</h2>
        {props.children}
        <div class="field">
          <label for="cal-ask-reason">{props.label}</label>
          <input
            class="input"
            id="cal-ask-reason"
            list="cal-ask-reasons"
            autocomplete="off"
            autofocus
            maxLength={200}
            value={reason.value}
            onInput={(event) => (reason.value = event.currentTarget.value)}
            aria-describedby="cal-ask-hint"
          />
          <datalist id="cal-ask-reasons">
            {props.suggestions.map((text) => (
              <option key={text} value={text} />
            ))}
          </datalist>
          <p class="hint" id="cal-ask-hint">
            {isReady ? '' : t('calendar.reasonNeeded')}
          </p>
        </div>
        <div class="row">
          <button type="submit" class="btn btn-main" aria-disabled={!isReady}>
            {props.yes}
          </button>
          <button type="button" class="btn" onClick={props.onNo}>
            {props.no}
          </button>
        </div>
      </form>
    </dialog>
  );
}
