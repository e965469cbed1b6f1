import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';

export interface FormFootProps {
  /** Named after what happens. */
  readonly label: string;
  /** Why it was not saved, in words. */
  readonly refused: string | null;
  readonly disabled?: boolean;
  readonly onCancel?: () => void;
}

/** The end of a form: what went wrong, save, cancel. */
export function FormFoot({
  label,
  refused,
  disabled = false,
  onCancel,
}: FormFootProps): JSX.Element {
  return (
    <>
      {refused && <Notice tone="alarm" title={refused} />}
      <div class="row">
        <Button kind="main" type="submit" disabled={disabled}>
          {label}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('ui.cancel')}</Button>}
      </div>
    </>
  );
}
