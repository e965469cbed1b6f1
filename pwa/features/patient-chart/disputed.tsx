import type { JSX } from 'preact';
import type { Reading } from '#shared/domain/dispute.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { fieldOf, valueOf } from '#pwa/widgets/record-value.ts';
import { labelWords, valueWords, type NamesKnown } from '#pwa/widgets/record-words.ts';
import { StaffName } from '#pwa/widgets/staff-name.tsx';

type Dispute = Stored<'disputes'>;

/** The disputes about one field or entry: those whose path is the given one or lies below it. */
export function disputesAt(
  disputes: readonly Dispute[],
  ...paths: readonly string[]
): readonly Dispute[] {
  return disputes.filter(({ content }) =>
    paths.some((path) => content.path === path || content.path?.startsWith(`${path}/`)),
  );
}

/** The disputes about an appointment or a visit. */
export function disputesOf(disputes: readonly Dispute[], id: string): readonly Dispute[] {
  return disputes.filter(({ content }) => content.subject.id === id);
}

/** Says at a field that two people read it differently, and shows both readings equally large; they are settled in the inbox. */
export function TwoReadings({
  disputes,
  names,
}: {
  readonly disputes: readonly Dispute[];
  readonly names: NamesKnown;
}): JSX.Element | null {
  if (disputes.length === 0) return null;
  return (
    <div class="two-readings stack">
      {disputes.map((dispute) => (
        <Readings key={dispute.id} dispute={dispute} names={names} />
      ))}
    </div>
  );
}

interface ReadingsProps {
  readonly dispute: Dispute;
  readonly names: NamesKnown;
}

function Readings({ dispute, names }: ReadingsProps): JSX.Element {
  const { path = '', readings = {}, standing, subject } = dispute.content;
  const [label] = fieldOf(subject.collection, path);
  return (
    <section aria-label={t('chart.twoReadingsOf', { field: labelWords(label) })}>
      <p class="row">
        <Chip tone="alarm" icon="alert">
          {t('chart.twoReadings')}
        </Chip>
        <span class="small">{labelWords(label)}</span>
        <a class="small" href="/inbox">
          {t('chart.decide')}
        </a>
      </p>
      <div class="readings readings-small">
        {Object.entries(readings).map(([key, reading]) => (
          <OneReading
            key={key}
            reading={reading}
            isStanding={key === standing}
            text={readingText(dispute, reading, names)}
            zone={names.zone}
          />
        ))}
      </div>
    </section>
  );
}

function readingText({ content }: Dispute, reading: Reading, names: NamesKnown): string {
  const [, kind] = fieldOf(content.subject.collection, content.path ?? '');
  const value = valueOf(kind, reading.value);
  return value ? valueWords(value, names) : t('chart.takenOut');
}

interface OneReadingProps {
  readonly reading: Reading;
  readonly isStanding: boolean;
  readonly text: string;
  readonly zone: string;
}

function OneReading({ reading, isStanding, text, zone }: OneReadingProps): JSX.Element {
  return (
    <div class={isStanding ? 'reading reading-in-use' : 'reading'}>
      <p class="value">
        <bdi>{text}</bdi>
      </p>
      <p class="story">
        {reading.by && <StaffName id={reading.by} />}{' '}
        <bdi>{momentText(reading.at ?? reading.acceptedAt, zone)}</bdi>
        {isStanding && <b> {t('chart.shownNow')}</b>}
      </p>
    </div>
  );
}
