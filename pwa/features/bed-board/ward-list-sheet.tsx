import type { JSX } from 'preact';
import { allergySummary } from '#shared/domain/allergy.ts';
import type { Occupant } from '#shared/domain/bed.ts';
import { nameParts, shownName } from '#shared/domain/human-name.ts';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { occupantsIn, type BoardBed } from '#shared/domain/ward-board.ts';
import { momentText, timeText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { bornText } from '#pwa/widgets/identity-line.tsx';
import { patientOf, type WardView } from './ward-view.ts';
import { sincePaperWords } from './ward-words.ts';

export interface WardListSheetProps {
  readonly view: WardView;
  readonly ward: string;
}

/** The ward on one page of A4, landscape, black on white; it exists on paper only. Nothing on it is said by colour. */
export function WardListSheet({ view, ward }: WardListSheetProps): JSX.Element {
  const beds = view.board.bays.flatMap(({ beds }) => beds);
  const { people, clash, occupied } = view.board.counts;
  const rows = beds.length - clash - occupied + people;
  return (
    <section
      class={`sheet sheet-ward${rows > ROOMY ? ' sheet-dense' : ''}`}
      aria-label={t('wards.list.title', { ward })}
    >
      <SheetHead view={view} ward={ward} beds={beds.length} />
      <p class="sheet-stamp">
        <AgeStamp view={view} /> {t('wards.list.write')}
      </p>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th key={key} scope="col" class={`sheet-${key}`}>
                {t(`wards.list.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {beds.flatMap((bed) => rowsOf(view, bed))}
          {view.board.strays.map((occupant) => (
            <PersonRow key={occupant.encounterId} view={view} occupant={occupant} bed="?" />
          ))}
        </tbody>
      </table>
      <footer>
        <span>Wardline · {ward}</span>
        <span>{t('wards.list.foot')}</span>
      </footer>
    </section>
  );
}
/** So many rows fit on the page with room for handwriting. */
const ROOMY = 15;
const COLUMNS = ['bed', 'name', 'mrn', 'allergies', 'alerts', 'since', 'todo'] as const;

function SheetHead({
  view,
  ward,
  beds,
}: WardListSheetProps & { readonly beds: number }): JSX.Element {
  const session = useSession();
  const { counts } = view.board;
  const kinds = (['clash', 'free', 'cleaning', 'closed'] as const).filter((kind) => counts[kind]);
  return (
    <header class="sheet-head">
      <div>
        <h1>{t('wards.list.title', { ward })}</h1>
        <p>
          {[
            t('wards.list.sum', { people: counts.people, beds }),
            ...kinds.map((kind) => `${counts[kind]} ${t(`wards.${kind}`)}`),
          ].join(', ')}
        </p>
      </div>
      <p class="sheet-by">
        <bdi>{t('wards.list.printed', { at: momentText(view.now, view.zone) })}</bdi>
        <br />
        {session.kind === 'signed-in' && (
          <bdi>{t('wards.list.by', { who: session.person.name, device: session.device.name })}</bdi>
        )}
      </p>
    </header>
  );
}

/** How old the paper is before it is dry: what other devices did is known up to the last contact. */
function AgeStamp({ view }: { readonly view: WardView }): JSX.Element {
  const sync = useReplica()?.sync;
  const contact = sync?.lastContact.value;
  const state = sync?.state.value;
  const now = timeText(view.now, view.zone);
  if (!contact) return <bdi>{t('wards.list.never', { now })}</bdi>;
  const at = timeText(contact, view.zone);
  return (
    <bdi>
      {state?.kind === 'offline'
        ? t('wards.list.stale', { at, now, since: timeText(state.since, view.zone) })
        : t('wards.list.fresh', { at })}
    </bdi>
  );
}

function rowsOf(view: WardView, { id, bed, state }: BoardBed): readonly JSX.Element[] {
  const people = occupantsIn(state);
  const isClash = state.kind === 'clash';
  if (people.length === 0) {
    return [
      <tr key={id}>
        <td>
          <b>{bed.name}</b>
        </td>
        <td>
          <i>{emptyWords(state, view)}</i>
        </td>
        {COLUMNS.slice(2).map((key) => (
          <td key={key}>&nbsp;</td>
        ))}
      </tr>,
    ];
  }
  return people.map((occupant) => (
    <PersonRow
      key={`${id} ${occupant.encounterId}`}
      view={view}
      occupant={occupant}
      bed={bed.name}
      isClash={isClash}
    />
  ));
}

function emptyWords(state: BoardBed['state'], { zone }: WardView): string {
  if (state.kind === 'cleaning') {
    return `${t('wards.isCleaning')}, ${timeText(state.since, zone)}`;
  }
  if (state.kind !== 'closed') return t('wards.isFree');
  const until = state.until && t('wards.until', { day: weekdayText(state.until) });
  return [t('wards.isClosed'), state.reason, until].filter(Boolean).join(', ');
}

function PersonRow({
  view,
  occupant,
  bed,
  isClash = false,
}: {
  readonly view: WardView;
  readonly occupant: Occupant;
  readonly bed: string;
  readonly isClash?: boolean;
}): JSX.Element {
  const patient = patientOf(view, occupant);
  const mrn = patient && mrnOf(patient);
  const { family, given } = nameParts(shownName(patient?.names));
  return (
    <tr class={isClash ? 'clash' : ''}>
      <td>
        <b>
          <bdi>{bed}</bdi>
          {isClash && ' !'}
        </b>
      </td>
      <td>
        <bdi>
          <b>
            <span class="sheet-caps">{family}</span>
            {given && `, ${given}`}
            {!patient && t('widgets.notReceived')}
          </b>
        </bdi>
        <br />
        {patient && (
          <bdi>
            {bornText(patient, view.today)}, {t(`widgets.sex.${patient.sex ?? 'unknown'}`)}
          </bdi>
        )}
      </td>
      <td>
        <bdi>{mrn ? mrnText(mrn) : t('widgets.mrnUnknown')}</bdi>
      </td>
      <td class="al">{allergyPaperWords(patient)}</td>
      <td>
        {isClash && <b>{t('wards.list.clash')} </b>}
        <bdi>{alertWords(patient)}</bdi>
      </td>
      <td>
        <bdi>{sincePaperWords(occupant.since, view)}</bdi>
      </td>
      <td>&nbsp;</td>
    </tr>
  );
}

/** On paper capitals and a triangle stand in for colour (UI.md 7). */
function allergyPaperWords(patient: Patient | undefined): JSX.Element {
  if (!patient) return <>? {t('widgets.allergiesUnavailable')}</>;
  const summary = allergySummary(patient);
  if (summary.kind === 'none-known') return <>{t('widgets.noKnownAllergies')}</>;
  if (summary.kind === 'not-recorded') return <>? {t('wards.list.notRecorded')}</>;
  return (
    <>
      ▲{' '}
      {summary.allergies.map(({ id, substance, reaction }, i) => (
        <bdi key={id}>
          {i > 0 && ', '}
          <span class="sheet-caps">{substance}</span>
          {reaction && ` (${reaction})`}
        </bdi>
      ))}
    </>
  );
}

function alertWords(patient: Patient | undefined): string {
  return Object.values(patient?.alerts ?? {})
    .filter(({ status }) => status === 'active')
    .map(({ text }) => text)
    .join('. ');
}
