import type { JSX } from 'preact';
import type { ComparedFieldRow, FieldVerdict } from '#shared/search/duplicate-score.ts';
import { whereNow } from '#shared/domain/where-now.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useEncountersOf, useLocations } from '#pwa/store/queries.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { Icon, type IconName } from '#pwa/ui/icon.tsx';
import { AllergyStrip } from '#pwa/widgets/allergy-strip.tsx';
import { comparedWords, verdictWords } from '#pwa/widgets/compared-words.ts';
import { IdentityLine } from '#pwa/widgets/identity-line.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import type { Twin } from './twins.ts';

interface TwinCardProps {
  readonly twin: Twin;
  readonly today: string;
  readonly isAnswered: boolean;
  readonly isFirst: boolean;
  readonly onChosen: () => void;
}

/** Somebody who may be the person at the desk: how each field compares, and the way to their record. */
export function TwinCard(props: TwinCardProps): JSX.Element {
  const { twin, today, isAnswered, isFirst, onChosen } = props;
  const isLikely = twin.comparison.verdict === 'very-likely';
  return (
    <article class="twin">
      <div class="twin-top">
        <div>
          <h3>
            <PatientName patient={twin.patient} />
          </h3>
          <p class="small soft">
            <IdentityLine patient={twin.patient} today={today} />
          </p>
          <AllergyStrip patient={twin.isHere ? twin.patient : null} dense />
          {!twin.isHere && <Chip tone="caution">{t('patients.elsewhere')}</Chip>}
          <Where id={twin.id} />
        </div>
        <Chip tone={isLikely ? 'alarm' : 'caution'} icon={isLikely ? 'alert' : 'near'}>
          {t(isLikely ? 'registration.veryLikely' : 'registration.possible')}
        </Chip>
      </div>
      <CompareTable rows={twin.comparison.rows} />
      <div class="row">
        <Button kind={isFirst && isLikely ? 'main' : 'plain'} onClick={onChosen}>
          {t('registration.isThisPerson')}
        </Button>
        <a class="btn btn-quiet" href={`/patients/${twin.id}`}>
          {t('registration.lookAtChart')}
        </a>
        {isAnswered && <span class="small soft">{t('registration.someoneElseSaid')}</span>}
      </div>
    </article>
  );
}

/** The bed somebody lies in now; nothing where they are not in the hospital, as far as this device knows. */
function Where({ id }: { readonly id: string }): JSX.Element | null {
  const encounters = useEncountersOf(id).value;
  const places = useLocations().value;
  const now = encounters.kind === 'ready' ? whereNow(encounters.rows) : null;
  if (!now || places.kind !== 'ready') return null;
  const nameOf = (place: string): string =>
    places.rows.find((row) => row.id === place)?.content.name ?? '';
  const where = [nameOf(now.wardId), nameOf(now.bedId)].filter(Boolean).join(', ');
  return where ? <p class="small soft">{t('registration.isHere', { where })}</p> : null;
}

const SIGNS: Readonly<Record<FieldVerdict, readonly [IconName, string]>> = {
  same: ['same', 'verdict verdict-same'],
  fits: ['same', 'verdict verdict-same'],
  'one-letter': ['near', 'verdict verdict-near'],
  'two-letters': ['near', 'verdict verdict-near'],
  'sounds-alike': ['near', 'verdict verdict-near'],
  'short-form': ['near', 'verdict verdict-near'],
  'changed-places': ['swap', 'verdict verdict-near'],
  'digits-swapped': ['near', 'verdict verdict-near'],
  'one-digit': ['near', 'verdict verdict-near'],
  'about-the-same': ['near', 'verdict verdict-near'],
  different: ['close', 'verdict verdict-other'],
};

function CompareTable({ rows }: { readonly rows: readonly ComparedFieldRow[] }): JSX.Element {
  return (
    <table class="compare">
      <caption class="vh">{t('registration.compareCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">{t('registration.compareField')}</span>
          </th>
          <th scope="col">{t('registration.compareTyped')}</th>
          <th scope="col">{t('registration.compareRecord')}</th>
          <th scope="col">
            <span class="vh">{t('registration.compareVerdict')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, typed, onRecord, verdict }) => (
          <tr key={field}>
            <th scope="row">{comparedWords(field)}</th>
            <td data-label={t('registration.compareTyped')}>
              <bdi>{shown(field, typed)}</bdi>
            </td>
            <td data-label={t('registration.compareRecord')}>
              <bdi>{shown(field, onRecord)}</bdi>
            </td>
            <td class={SIGNS[verdict][1]}>
              <span>
                <Icon name={SIGNS[verdict][0]} />
                {verdictWords(verdict)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shown(field: ComparedFieldRow['field'], value: string): string {
  if (field === 'birthDate') return dateText(value);
  if (field !== 'sex') return value;
  return value === 'female' || value === 'male'
    ? t(`registration.${value}`)
    : t('registration.other');
}
