import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import type { BedDialogProps } from './actions-dialog.tsx';

const NOTHING = { reason: '', until: '' };
const IDEAS = ['wards.reasonIsolation', 'wards.reasonRepair', 'wards.reasonStaff'] as const;

/** Takes a bed out of use. A reason is asked for, because others will wonder. */
export function CloseDialog({ view, bed, onClose }: BedDialogProps): JSX.Element {
  const draft = useDraft(`close-bed/${bed.id}`, NOTHING);
  const wasTried = useSignal(false);
  const { reason, until } = draft.value.value;
  const set = (part: Partial<typeof NOTHING>): void => {
    draft.value.value = { ...draft.value.value, ...part };
  };
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    wasTried.value = true;
    if (!reason.trim()) return;
    if (await view.verbs.close(bed.id, reason, until)) {
      draft.clear();
      onClose();
    }
  };
  return (
    <Dialog title={t('wards.closeTitle', { bed: bed.bed.name })} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <TextField
          label={t('wards.closeReason')}
          value={reason}
          maxLength={120}
          error={wasTried.value && !reason.trim() ? t('wards.reasonNeeded') : undefined}
          onInput={(reason) => set({ reason })}
        />
        <div class="row" role="group" aria-label={t('wards.reasonIdeas')}>
          {IDEAS.map((key) => (
            <Button key={key} kind="quiet" onClick={() => set({ reason: t(key) })}>
              {t(key)}
            </Button>
          ))}
        </div>
        <TextField
          label={t('wards.closeUntil')}
          optional
          type="date"
          min={view.today}
          value={until}
          onInput={(until) => set({ until })}
        />
        <div class="row">
          <Button kind="main" type="submit" icon="lock">
            {t('wards.close')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
