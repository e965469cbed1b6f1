import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { isOpen, type Encounter } from '#shared/domain/encounter.ts';
import { staysOf, type Stay } from '#shared/domain/stay.ts';
import { dayAt, momentText, timeText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { valueWords } from '#pwa/widgets/record-words.ts';
import { UnsentChip } from '#pwa/widgets/unsent-chip.tsx';
import { disputesOf, TwoReadings } from './disputed.tsx';
import { OlderNote } from './older-note.tsx';
import { joinedRows, orderedVisits, type VisitRow } from './stay-rows.ts';
import type { Chart } from './use-chart.ts';
import { useRecord } from './use-record.ts';

/** Every visit of the person with the beds of each; what is not on this device is called so. */
export function StaysTab({ chart }: { readonly chart: Chart }): JSX.Element {
  const older = useRecord(chart.row.id);
  const there =
    older.kind === 'ready' ? (older.record.encounters as unknown as readonly VisitRow[]) : NONE;
  const { encounters } = chart;
  const rows = useMemo(
    () => orderedVisits(joinedRows(encounters ?? [], there)),
    [encounters, there],
  );
  if (!encounters) return <Skeleton />;
  return (
    <div class="stack">
      <section class="card chart-list" aria-label={t('chart.stays')}>
        {rows.length === 0 && <p class="pad small soft">{t('chart.staysNone')}</p>}
        <ul>
          {rows.map((row) => (
            <Visit key={row.id} row={row} chart={chart} />
          ))}
        </ul>
        <OlderNote older={older} count={there.length} zone={chart.names.zone} />
      </section>
      <p class="small soft">{t('chart.staysWindow')}</p>
    </div>
  );
}

const NONE: readonly VisitRow[] = [];

interface VisitProps {
  readonly row: VisitRow;
  readonly chart: Chart;
}

function Visit({ row, chart }: VisitProps): JSX.Element {
  const visit = row.content;
  const { names } = chart;
  const word = (set: string, value: string): string =>
    valueWords({ kind: 'word', set, word: value }, names);
  const who = visit.practitionerId && names.practitioner(visit.practitionerId);
  const where = visit.locationId && names.place(visit.locationId);
  return (
    <li class="chart-item stack">
      <div class="row">
        <b>{word('class', visit.class)}</b>
        <Chip tone={isOpen(visit) ? 'accent' : 'plain'}>
          {word('encounterStatus', visit.status)}
        </Chip>
        <UnsentChip trail={row.trail} />
      </div>
      <p class="small soft">
        <bdi>{[periodWords(visit, names.zone), where, who].filter(Boolean).join(' · ')}</bdi>
      </p>
      {(visit.type || visit.reason) && (
        <p>
          <bdi>{[visit.type, visit.reason].filter(Boolean).join(' · ')}</bdi>
        </p>
      )}
      <Beds visit={visit} chart={chart} />
      <TwoReadings disputes={disputesOf(chart.disputes, row.id)} names={names} />
    </li>
  );
}

function periodWords({ period }: Encounter, zone: string): string {
  const { start, end } = period ?? {};
  if (!start) return '';
  const from = momentText(start, zone);
  if (!end) return t('chart.stayFrom', { start: from });
  const isOneDay = dayAt(start, zone) === dayAt(end, zone);
  const until = isOneDay ? timeText(end, zone) : momentText(end, zone);
  return t('chart.stayUntil', { start: from, end: until });
}

function Beds({
  visit,
  chart,
}: {
  readonly visit: Encounter;
  readonly chart: Chart;
}): JSX.Element | null {
  const stays = staysOf(visit);
  if (stays.length === 0) return null;
  const { place, zone } = chart.names;
  const nameOf = ({ wardId, bedId }: Stay): string =>
    [place(wardId), place(bedId) ?? t('chart.placeUnknown')].filter(Boolean).join(', ');
  return (
    <ol class="chart-beds">
      {stays.toReversed().map((stay) => (
        <li key={stay.id} class="row">
          <bdi>
            <b>{nameOf(stay)}</b>
          </bdi>
          <bdi class="small soft">{periodWords({ ...visit, period: stay }, zone)}</bdi>
          {!stay.end && isOpen(visit) && <Chip tone="accent">{t('chart.stayNow')}</Chip>}
        </li>
      ))}
    </ol>
  );
}
