import type { JSX } from 'preact';
import type { Alert } from '#shared/domain/allergy.ts';
import { isDoubled } from '#shared/domain/ward-board.ts';
import type { Occupant } from '#shared/domain/bed.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import type { IconName } from '#pwa/ui/icon.tsx';
import { AgeLabel } from '#pwa/widgets/age-label.tsx';
import { AllergyStrip } from '#pwa/widgets/allergy-strip.tsx';
import { isTemporary, MrnLabel } from '#pwa/widgets/mrn-label.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import { StaffName } from '#pwa/widgets/staff-name.tsx';
import { UnsentChip } from '#pwa/widgets/unsent-chip.tsx';
import { patientOf, type WardView } from './ward-view.ts';
import { bedName, sinceWords } from './ward-words.ts';

export interface OccupantFaceProps {
  readonly view: WardView;
  readonly occupant: Occupant;
  /** The button of the card, if it has one: at the end of the last line. */
  readonly action?: JSX.Element | null;
}

/** Who lies here: name, two identifiers, allergies, since when, what to beware of. Its link opens the chart. */
export function OccupantFace({ view, occupant, action }: OccupantFaceProps): JSX.Element {
  const patient = patientOf(view, occupant);
  return (
    <>
      <div class="bed-who">
        <h3>
          <a href={`/patients/${occupant.patientId ?? ''}`} draggable={false}>
            <PatientName patient={patient} />
          </a>
        </h3>
        {patient && <Facts patient={patient} today={view.today} />}
      </div>
      <div class="bed-body">
        <AllergyStrip patient={patient ?? null} dense />
        <div class="bed-line">
          <Since view={view} occupant={occupant} />
          <Flags alerts={patient?.alerts} />
          {occupant.alsoIn.map((bedId) => (
            <Chip key={bedId} tone="alarm" icon="alert">
              {t('wards.alsoIn', { bed: bedName(view.beds.places, bedId) })}
            </Chip>
          ))}
          {isDoubled(occupant) && occupant.alsoIn.length === 0 && (
            <Chip tone="alarm" icon="alert">
              {t('wards.twoVisits')}
            </Chip>
          )}
          <UnsentChip trail={view.beds.trailOf(occupant.encounterId)} />
          {action && <span class="due">{action}</span>}
        </div>
      </div>
    </>
  );
}

function Facts({
  patient,
  today,
}: {
  readonly patient: Patient;
  readonly today: string;
}): JSX.Element {
  const { birthDate, isBirthDateEstimated } = patient;
  return (
    <p class="facts">
      <span class="nowrap">
        {t(`widgets.sex.${patient.sex ?? 'unknown'}`)}
        {birthDate && t('wards.comma')}
        <AgeLabel patient={patient} today={today} />
      </span>
      {!isBirthDateEstimated && (
        <span class="fact">
          {birthDate && <span>{t('widgets.born')}</span>}
          <b>
            <bdi>{birthDate ? dateText(birthDate) : t('widgets.bornUnknown')}</bdi>
          </b>
        </span>
      )}
      <span class="fact">
        <span>{t(isTemporary(patient) ? 'widgets.temporary' : 'widgets.mrn')}</span>
        <b>
          <MrnLabel patient={patient} />
        </b>
      </span>
    </p>
  );
}

/** While the change is only on this device its author is known, and said. */
function Since({ view, occupant }: OccupantFaceProps): JSX.Element {
  const by = view.beds.trailOf(occupant.encounterId).at(-1)?.by;
  return (
    <span>
      <bdi>{sinceWords(occupant, view)}</bdi>
      {by && view.board.counts.clash > 0 && (
        <>
          {' '}
          {t('wards.by')} <StaffName id={by} />
        </>
      )}
    </span>
  );
}

const SIGNS: Readonly<Record<Alert['kind'], IconName>> = {
  infection: 'shield',
  falls: 'fall',
  behaviour: 'alert',
  resuscitation: 'alert',
  safeguarding: 'eye',
  other: 'info',
};

function Flags({ alerts }: { readonly alerts: Patient['alerts'] }): JSX.Element {
  const active = Object.entries(alerts ?? {}).filter(([, { status }]) => status === 'active');
  return (
    <>
      {active.map(([id, alert]) => (
        <Chip
          key={id}
          tone={alert.kind === 'infection' ? 'caution' : 'plain'}
          icon={SIGNS[alert.kind]}
        >
          <bdi>{alert.text}</bdi>
        </Chip>
      ))}
    </>
  );
}
