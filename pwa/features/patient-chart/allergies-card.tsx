import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { isInForce, type Allergy } from '#shared/domain/allergy.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { mayRecordNone } from '#shared/domain/record-allergy.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { AllergyStrip } from '#pwa/widgets/allergy-strip.tsx';
import { AllergyDialog } from './allergy-dialog.tsx';
import { AllergyItem } from './allergy-item.tsx';
import { RecordedBy } from './recorded-by.tsx';
import type { Chart } from './use-chart.ts';
import type { PatientWrites } from './use-patient-writes.ts';

interface AllergiesCardProps {
  readonly chart: Chart;
  readonly writes: PatientWrites;
  readonly mayWrite: boolean;
}

/** Every allergy of the record, in force and not, with what can be done about each. Nothing is ever deleted. */
export function AllergiesCard({ chart, writes, mayWrite }: AllergiesCardProps): JSX.Element {
  const patient = chart.row.content;
  const [inForce, others] = splitAllergies(patient);
  const asked = useSignal<string | null>(null);
  return (
    <section class="card" id="allergies" tabIndex={-1} aria-labelledby="allergies-title">
      <div class="card-head">
        <h2 id="allergies-title" class="grow">
          {t('chart.allergies')}
        </h2>
        {mayWrite && (
          <Button kind="quiet" icon="plus" onClick={() => (asked.value = '')}>
            {t('chart.allergyAdd')}
          </Button>
        )}
      </div>
      {inForce.length === 0 && <NoneInForce {...{ patient, writes, mayWrite }} />}
      <ul>
        {inForce.map(([id, allergy]) => (
          <AllergyItem
            key={id}
            {...{ id, allergy, chart, writes, mayWrite }}
            onEdit={() => (asked.value = id)}
          />
        ))}
      </ul>
      {others.length > 0 && (
        <details class="chart-fold">
          <summary>{t('chart.notInForceCount', { n: others.length })}</summary>
          <ul>
            {others.map(([id, allergy]) => (
              <AllergyItem key={id} {...{ id, allergy, chart, writes, mayWrite: false }} />
            ))}
          </ul>
        </details>
      )}
      {asked.value !== null && (
        <AllergyDialog
          patientId={chart.row.id}
          patient={patient}
          allergyId={asked.value || null}
          writes={writes}
          onClose={() => (asked.value = null)}
        />
      )}
    </section>
  );
}

type Entry = readonly [id: string, allergy: Allergy];

function splitAllergies(patient: Patient): readonly [readonly Entry[], readonly Entry[]] {
  const all = Object.entries(patient.allergies ?? {}).toSorted(
    ([, a], [, b]) =>
      Number(b.criticality === 'high') - Number(a.criticality === 'high') ||
      a.substance.localeCompare(b.substance),
  );
  return [
    all.filter(([, allergy]) => isInForce(allergy)),
    all.filter(([, allergy]) => !isInForce(allergy)),
  ];
}

interface NoneProps {
  readonly patient: Patient;
  readonly writes: PatientWrites;
  readonly mayWrite: boolean;
}

/** "No known allergies" with who asked and when, or "not recorded" with the way to say so. */
function NoneInForce({ patient, writes, mayWrite }: NoneProps): JSX.Element {
  const none = patient.noKnownAllergies;
  return (
    <div class="pad stack">
      <AllergyStrip patient={patient} />
      {none && (
        <p class="small soft">
          <RecordedBy by={none.by} at={none.at} />
        </p>
      )}
      {mayWrite && mayRecordNone(patient) && (
        <p>
          <Button onClick={() => void writes.noneKnown()}>{t('chart.recordNone')}</Button>
        </p>
      )}
    </div>
  );
}
