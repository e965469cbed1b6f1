import type { ComponentChildren, JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { AllergyStrip } from '#pwa/widgets/allergy-strip.tsx';
import { IdentityLine } from '#pwa/widgets/identity-line.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import { UnsentChip } from '#pwa/widgets/unsent-chip.tsx';
import type { Stored } from '#pwa/store/rx-schema.ts';

interface PersonRowProps {
  readonly row: Stored<'patients'>;
  readonly today: string;
  /** The name with what was typed underlined; the plain name otherwise. */
  readonly name?: ComponentChildren;
  /** Why this person was found. */
  readonly reasons?: ComponentChildren;
}

/** One person of a list: two identifiers, allergies under the name, and a link to the chart. */
export function PersonRow({ row, today, name, reasons }: PersonRowProps): JSX.Element {
  const patient: Patient = row.content;
  return (
    <div role="listitem" class="person-item">
      <a class="person-row" href={`/patients/${row.id}`} data-row>
        <span class="person-who">{name ?? <PatientName patient={patient} />}</span>
        <IdentityLine patient={patient} today={today} withSex />
        <span class="person-safety">
          <AllergyStrip patient={patient} dense />
        </span>
        <span class="why">
          {reasons}
          {patient.deceased && <Chip tone="plain">{t('patients.deceased')}</Chip>}
          {patient.isRestricted && <Chip tone="caution">{t('patients.restricted')}</Chip>}
          <UnsentChip trail={row.trail} />
        </span>
      </a>
    </div>
  );
}
