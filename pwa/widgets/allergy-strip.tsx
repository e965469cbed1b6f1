import type { ComponentChildren, JSX } from 'preact';
import { allergySummary, type Allergy } from '#shared/domain/allergy.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';

export interface AllergyStripProps {
  /** Null where the record is not on this device. */
  readonly patient: Pick<Patient, 'allergies' | 'noKnownAllergies'> | null;
  /** One line for cards and rows: names of allergens and their reactions, nothing cut off. */
  readonly dense?: boolean;
  /** What can be done about allergies here; stands at the end of the strip. */
  readonly action?: ComponentChildren;
}

/** Allergies in four and only four wordings (NHS CUI Patient Banner v4). Stands right under a name. */
export function AllergyStrip({ patient, dense = false, action }: AllergyStripProps): JSX.Element {
  if (!patient) {
    return (
      <p class="allergy allergy-unavailable">
        <Icon name="offline" />
        {t('widgets.allergiesUnavailable')}
      </p>
    );
  }
  const summary = allergySummary(patient);
  if (summary.kind === 'none-known') {
    return (
      <p class="allergy allergy-none">
        <Icon name="check" />
        {t('widgets.noKnownAllergies')}
        {action}
      </p>
    );
  }
  if (summary.kind === 'not-recorded') {
    return (
      <p class="allergy allergy-unasked">
        <Icon name="brain" />
        {t('widgets.allergiesNotRecorded')}
        {action}
      </p>
    );
  }
  return dense ? (
    <DenseAllergies allergies={summary.allergies} />
  ) : (
    <FullAllergies allergies={summary.allergies} action={action} />
  );
}

interface KnownProps {
  readonly allergies: readonly (Allergy & { readonly id: string })[];
}

function DenseAllergies({ allergies }: KnownProps): JSX.Element {
  return (
    <p class="allergy allergy-known">
      <Icon name="allergy" />
      <span>
        <span class="vh">{t('widgets.allergies')}: </span>
        {allergies.map(({ id, substance, reaction }, i) => (
          <bdi key={id}>
            {i > 0 && ', '}
            {substance}
            {reaction && ` (${reaction})`}
          </bdi>
        ))}
      </span>
    </p>
  );
}

function FullAllergies({
  allergies,
  action,
}: KnownProps & Pick<AllergyStripProps, 'action'>): JSX.Element {
  return (
    <div class="banner-allergy">
      <Icon name="allergy" />
      <b>{t('widgets.allergies')}</b>
      <ul>
        {allergies.map((allergy) => (
          <li key={allergy.id}>
            <b>
              <bdi>{allergy.substance}</bdi>
            </b>
            <Reaction allergy={allergy} />
          </li>
        ))}
      </ul>
      {action}
    </div>
  );
}

/** Reaction and year, then the risk: lower in weight than the allergen, and folded away on a phone. */
function Reaction({ allergy }: { readonly allergy: Allergy }): JSX.Element | null {
  const told = [allergy.reaction, allergy.onset?.slice(0, 4)].filter(Boolean).join(' ');
  const isHigh = allergy.criticality === 'high';
  if (!told && !isHigh) return null;
  return (
    <span class="react">
      {told ? ': ' : ''}
      <bdi>{told}</bdi>
      {isHigh && (
        <>
          , <b>{t('widgets.highRisk')}</b>
        </>
      )}
    </span>
  );
}
