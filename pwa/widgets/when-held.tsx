import type { JSX } from 'preact';
import type { PatientId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePatient } from '#pwa/store/queries.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';

interface WhenHeldProps {
  readonly id: string;
  readonly children: (patient: Patient) => JSX.Element;
}

/** Shows something of a person whose record is on this device; where it is not, says so. */
export function WhenHeld({ id, children }: WhenHeldProps): JSX.Element {
  return (
    <WhenReady live={usePatient(id as PatientId)}>
      {([row]) =>
        row ? (
          children(row.content)
        ) : (
          <div class="chart-body">
            <Notice tone="caution" title={t('chart.absent')}>
              {t('chart.absentWhy')}
            </Notice>
          </div>
        )
      }
    </WhenReady>
  );
}
