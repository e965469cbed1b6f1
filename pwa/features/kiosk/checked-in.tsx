import type { JSX } from 'preact';
import { queueToken } from '#shared/domain/queue-token.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { Button } from '#pwa/ui/button.tsx';
import { QueueTicket } from '#pwa/widgets/queue-ticket.tsx';

export interface CheckedInProps {
  readonly row: Stored<'appointments'>;
  readonly rows: readonly Stored<'appointments'>[];
  readonly onDone: () => void;
}

/** The token to be called by, with whom, and how many wait before; nobody's name. */
export function CheckedIn({ row, rows, onDone }: CheckedInProps): JSX.Element {
  const nameOf = useClinicianNames();
  const { slot } = row.content;
  const before = rows.filter(
    ({ id, content }) =>
      id !== row.id &&
      content.status === 'arrived' &&
      content.slot?.practitionerId === slot?.practitionerId &&
      (content.slot?.start ?? '') < (slot?.start ?? ''),
  ).length;
  return (
    <div class="kiosk-done" role="status">
      <section class="card pad stack no-print">
        <h2>{t('kiosk.done')}</h2>
        <p class="kiosk-token">
          <bdi>{queueToken(row.id)}</bdi>
        </p>
        <p class="kiosk-lead">{t('kiosk.seat')}</p>
        <p>
          {t('kiosk.with')} <bdi>{nameOf(slot?.practitionerId)}</bdi>
          {' · '}
          {t('kiosk.before', { n: before })}
        </p>
        <div class="row">
          <Button icon="print" onClick={() => window.print()}>
            {t('kiosk.ticket')}
          </Button>
          <Button kind="main" onClick={onDone}>
            {t('kiosk.next')}
          </Button>
        </div>
      </section>
      <QueueTicket row={row} />
    </div>
  );
}
