import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { ReachField, type ReachChoice } from '#pwa/widgets/reach-field.tsx';

export interface AskDialogProps {
  readonly title: string;
  /** Who it is about, with two identifiers, and what stands in the way. */
  readonly children: ComponentChildren;
  readonly label: string;
  readonly suggestions: readonly string[];
  readonly yes: string;
  readonly no: string;
  /** Asks which of a series is meant, too. */
  readonly isSeries?: boolean;
  readonly onYes: (reason: string, reach: ReachChoice) => void;
  readonly onNo: () => void;
}

/** Asks for a reason before something that needs one. The button keeps its place while the reason is missing and says why. */
export function AskDialog(props: AskDialogProps): JSX.Element {
  const reason = useSignal('');
  const reach = useSignal<ReachChoice>('');
  const isReady = reason.value.trim() !== '';
  const send = (event: Event): void => {
    event.preventDefault();
    if (isReady) props.onYes(reason.value.trim(), reach.value);
  };
  return (
    <Dialog title={props.title} onClose={props.onNo}>
      <form class="stack" onSubmit={send}>
        <div>{props.children}</div>
        {props.isSeries && (
          <ReachField value={reach.value} onChange={(next) => (reach.value = next)} />
        )}
        <TextField
          label={props.label}
          value={reason.value}
          onInput={(text) => (reason.value = text)}
          autoComplete="off"
          maxLength={200}
          // The dialog was opened to ask for this one line.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autofocus
        />
        <div class="row">
          {props.suggestions.map((text) => (
            <Button
              key={text}
              aria-pressed={reason.value === text}
              onClick={() => (reason.value = text)}
            >
              {text}
            </Button>
          ))}
        </div>
        <div class="row">
          <Button type="submit" kind="main" disabled={!isReady} why={t('calendar.reasonNeeded')}>
            {props.yes}
          </Button>
          <Button onClick={props.onNo}>{props.no}</Button>
        </div>
      </form>
    </Dialog>
  );
}
