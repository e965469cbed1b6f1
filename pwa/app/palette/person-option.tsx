import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { foldedWords } from '#shared/search/normalise.ts';
import { markName } from '#pwa/features/patients/mark-name.ts';
import { timeText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { bornText } from '#pwa/widgets/identity-line.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import type { FoundHit, Place } from './palette-groups.ts';

interface PersonOptionProps {
  readonly id: string;
  readonly hit: FoundHit;
  /** What was typed. */
  readonly text: string;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
}

/** One person of the palette: the name with the typed letters underlined, why they were found, two identifiers, where they are. */
export function PersonOption(props: PersonOptionProps): JSX.Element {
  const { id, hit, text, isChosen, onOpen } = props;
  const today = useToday();
  const { family, rest } = partsOf(hit.name);
  return (
    // The field above has the keys; a tap is the other way.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} class="hit" role="option" tabIndex={-1} aria-selected={isChosen} onClick={onOpen}>
      <bdi class="name">
        {family === '' && rest === '' && t('widgets.nameUnknown')}
        <span class="family">
          <Marked name={family} text={text} matched={hit.matched} />
        </span>
        {rest !== '' && ', '}
        <Marked name={rest} text={text} matched={hit.matched} />
      </bdi>
      <span class="why">
        {hit.reasons.map((reason) => (
          <Chip key={reason} tone="plain">
            {t(`widgets.why.${reason}`)}
          </Chip>
        ))}
        {hit.place && <PlaceChips place={hit.place} />}
        {!hit.isHere && <Chip tone="caution">{t('patients.elsewhere')}</Chip>}
      </span>
      <span class="facts">
        <span class="fact">
          {hit.birthDate && <span>{t('widgets.born')}</span>}
          <b>
            <bdi>{bornText(hit.birthDate ? { birthDate: hit.birthDate } : {}, today)}</bdi>
          </b>
        </span>
        <span class="fact">
          <span>{t('widgets.mrn')}</span>
          <b>
            <bdi>{hit.mrn ? mrnText(hit.mrn) : t('widgets.mrnUnknown')}</bdi>
          </b>
        </span>
        <span>{t(`widgets.sex.${hit.sex}`)}</span>
        {hit.place && <PlaceFact place={hit.place} />}
      </span>
    </div>
  );
}

/** The finder names people as "Family, Given (Title)". */
function partsOf(name: string): { readonly family: string; readonly rest: string } {
  const comma = name.indexOf(', ');
  return comma < 0
    ? { family: name, rest: '' }
    : { family: name.slice(0, comma), rest: name.slice(comma + 2) };
}

interface MarkedProps {
  readonly name: string;
  readonly text: string;
  readonly matched: readonly string[];
}

function Marked({ name, text, matched }: MarkedProps): JSX.Element {
  const parts = markName(name, foldedWords(text), matched);
  return (
    <>{parts.map(({ text, isMarked }, i) => (isMarked ? <mark key={i}>{text}</mark> : text))}</>
  );
}

function PlaceChips({ place }: { readonly place: Place }): JSX.Element {
  return (
    <>
      {place.bed !== null && (
        <Chip tone="accent">
          {place.ward ? t('shell.inWard', { ward: place.ward }) : t('shell.inHospital')}
        </Chip>
      )}
      {place.appointmentAt !== null && <Chip tone="accent">{t('shell.onToday')}</Chip>}
    </>
  );
}

function PlaceFact({ place }: { readonly place: Place }): JSX.Element {
  const zone = useReplica()?.sync.facility.value?.zone;
  const at = place.appointmentAt;
  return (
    <>
      {place.ward !== null && place.bed !== null && (
        <bdi>{t('shell.inBed', { ward: place.ward, bed: place.bed })}</bdi>
      )}
      {at !== null && <bdi>{t('shell.todayAt', { at: timeText(at, zone) })}</bdi>}
    </>
  );
}
