import { useMemo } from 'preact/hooks';
import type { Live } from '#shared/lib/live.ts';
import { practitionerName } from '#shared/domain/practitioner.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import {
  useClashesBetween,
  useDisputes,
  useLocations,
  usePractitioners,
} from '#pwa/store/queries.ts';
import { t } from '#pwa/i18n/t.ts';
import { useBeds, type Beds } from '#pwa/store/use-beds.ts';
import { usePeopleOf, type PeopleOf } from '#pwa/store/use-people-of.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import type { NamesKnown } from '#pwa/widgets/record-words.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { casesOf, type Case, type Cases } from './cases.ts';

/** Everything that the inbox draws from. */
export interface InboxView extends Cases, PeopleOf {
  readonly names: NamesKnown;
  readonly today: string;
}
/** Lost times further ahead than this are brought up when they come nearer. */
const DAYS_AHEAD = 30;

/** Follows all that needs a person, and the people and places it names. */
export function useCases(later: ReadonlySet<string>): Live<InboxView> {
  const today = useToday();
  const zone = useZone();
  const disputes = useDisputes().value;
  const clashes = useClashesBetween(addDays(today, -1), addDays(today, DAYS_AHEAD)).value;
  const beds = useBeds(today);
  const locations = useLocations().value;
  const practitioners = usePractitioners().value;
  const cases = useMemo(
    () =>
      casesOf({
        disputes: disputes.kind === 'ready' ? disputes.rows : [],
        clashes: clashes.kind === 'ready' ? clashes.rows : [],
        beds: beds.kind === 'ready' ? fullBeds(beds.rows) : [],
        later,
      }),
    [disputes, clashes, beds, later],
  );
  const ids = useMemo(() => [...cases.open, ...cases.settled].flatMap(peopleIn), [cases]);
  const people = usePeopleOf(ids);
  const names = useMemo(() => {
    const places = locations.kind === 'ready' ? locations.rows : [];
    const clinicians = practitioners.kind === 'ready' ? practitioners.rows : [];
    const placeNames = new Map(places.map(({ id, content }) => [id, content.name]));
    const people = new Map(clinicians.map(({ id, content }) => [id, practitionerName(content)]));
    return {
      place: (id: string) => placeNames.get(id),
      practitioner: (id: string) => people.get(id),
      zone,
    };
  }, [locations, practitioners, zone]);
  if (disputes.kind !== 'ready') return disputes;
  return { kind: 'ready', rows: { ...cases, ...people, names, today } };
}

/** The people a case is about; a disputed record is read too, because it names the allergen. */
export function peopleIn(one: Case): readonly string[] {
  switch (one.kind) {
    case 'conflict':
    case 'refused': {
      const { patientId, subject } = one.dispute;
      return patientId ? [patientId] : subject.collection === 'patients' ? [subject.id] : [];
    }
    case 'clash':
      return one.row.content.patientId ? [one.row.content.patientId] : [];
    case 'bed':
      return one.occupants.flatMap(({ patientId }) => patientId ?? []);
  }
}

function fullBeds(beds: Beds): readonly Extract<Case, { kind: 'bed' }>[] {
  return beds.wards.flatMap(({ id: wardId, content: ward }) =>
    beds.board(wardId).bays.flatMap(({ beds: inBay }) =>
      inBay.flatMap(({ id, bed, state }) =>
        state.kind === 'clash'
          ? [
              {
                kind: 'bed' as const,
                id,
                name: `${t('wards.bed', { name: bed.name })}, ${ward.name}`,
                wardId,
                occupants: state.occupants,
              },
            ]
          : [],
      ),
    ),
  );
}
