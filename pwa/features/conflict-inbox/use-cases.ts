import { useMemo } from 'preact/hooks';
import { isMap } from '#shared/lib/json.ts';
import type { Live } from '#shared/lib/live.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf } from '#shared/domain/patient.ts';
import { practitionerName } from '#shared/domain/practitioner.ts';
import type { LocationId } from '#shared/domain/ids.ts';
import { occupantsIn } from '#shared/domain/ward-board.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import {
  useClashesBetween,
  useDisputes,
  useLocations,
  usePractitioners,
} from '#pwa/store/queries.ts';
import { WINDOW } from '#shared/sync/window.ts';
import { t } from '#pwa/i18n/t.ts';
import { useBeds, type Beds } from '#pwa/store/use-beds.ts';
import { usePeopleOf, type PeopleOf } from '#pwa/store/use-people-of.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import type { CaseNames } from './case-words.ts';
import { casesOf, type Case, type Cases } from './cases.ts';

/** Everything that the inbox draws from. */
export interface InboxView extends Cases, PeopleOf {
  readonly names: CaseNames;
  readonly today: string;
}
/** Follows all that needs a person, and the people and places it names. */
export function useCases(later: ReadonlySet<string>): Live<InboxView> {
  const today = useToday();
  const zone = useZone();
  const disputes = useDisputes().value;
  const clashes = useClashesBetween(addDays(today, -1), addDays(today, WINDOW.daysAhead)).value;
  const beds = useBeds(today);
  const locations = useLocations().value;
  const practitioners = usePractitioners().value;
  const cases = useMemo(
    () =>
      casesOf({
        disputes: disputes.kind === 'ready' ? disputes.rows : [],
        clashes: clashes.kind === 'ready' ? clashes.rows : [],
        beds: beds.kind === 'ready' ? fullBeds(beds.rows) : [],
        doubled: beds.kind === 'ready' ? peopleInTwoBeds(beds.rows) : [],
        later,
      }),
    [disputes, clashes, beds, later],
  );
  const ids = useMemo(() => [...cases.open, ...cases.settled].flatMap(peopleIn), [cases]);
  const people = usePeopleOf(ids);
  const known = people.people;
  const names = useMemo(() => {
    const places = locations.kind === 'ready' ? locations.rows : [];
    const clinicians = practitioners.kind === 'ready' ? practitioners.rows : [];
    const placeNames = new Map(places.map(({ id, content }) => [id, content.name]));
    const people = new Map(clinicians.map(({ id, content }) => [id, practitionerName(content)]));
    return {
      place: (id: string) => placeNames.get(id),
      practitioner: (id: string) => people.get(id),
      number: (id: string) => mrnText(mrnOf(known.get(id) ?? {}) ?? ''),
      zone,
    };
  }, [locations, practitioners, zone, known]);
  if (disputes.kind !== 'ready') return disputes;
  return { kind: 'ready', rows: { ...cases, ...people, names, today } };
}

/** The people a case is about; a disputed record is read too, because it names the allergen. */
export function peopleIn(one: Case): readonly string[] {
  switch (one.kind) {
    case 'conflict':
    case 'refused': {
      const { patientId, subject } = one.dispute;
      const about = patientId ?? (subject.collection === 'patients' ? subject.id : undefined);
      return [...new Set([...(about ? [about] : []), ...goingOn(one.dispute)])];
    }
    case 'clash':
      return one.row.content.patientId ? [one.row.content.patientId] : [];
    case 'bed':
      return one.occupants.flatMap(({ patientId }) => patientId ?? []);
    case 'doubled':
      return one.person.patientId ? [one.person.patientId] : [];
  }
}

/** Who goes on, as people said of two records: they are called by their number. */
function goingOn({ readings = {} }: Dispute): readonly string[] {
  return Object.values(readings).flatMap(({ value }) => {
    const survivor = isMap(value) ? value['survivor'] : undefined;
    return typeof survivor === 'string' ? [survivor] : [];
  });
}

type Of<K extends Case['kind']> = Extract<Case, { kind: K }>;

function fullBeds(beds: Beds): readonly Of<'bed'>[] {
  return bedsOf(beds).flatMap(({ id, state, wardId, name }): readonly Of<'bed'>[] =>
    state.kind === 'clash' ? [{ kind: 'bed', id, name, wardId, occupants: state.occupants }] : [],
  );
}

/** Everybody who is recorded in more than one bed at the same time, with each of these beds. */
function peopleInTwoBeds(beds: Beds): readonly Of<'doubled'>[] {
  const found = new Map<string, Of<'doubled'>>();
  for (const { id, bed, state, wardId, name } of bedsOf(beds)) {
    for (const { visitIds, patientId, since, alsoIn } of occupantsIn(state)) {
      if (alsoIn.length === 0) continue;
      const key = `${visitIds.join()} beds`;
      const place = { bedId: id as LocationId, wardId, bed: bed.name, name, since };
      const before = found.get(key);
      found.set(key, {
        kind: 'doubled',
        id: key,
        person: { visitIds, patientId },
        places: [...(before?.places ?? []), place],
      });
    }
  }
  return [...found.values()];
}

/** Every bed of every ward, with its name for somebody who stands elsewhere. */
function bedsOf(beds: Beds) {
  return beds.wards.flatMap(({ id, content: ward }) =>
    beds.board(id).bays.flatMap(({ beds: inBay }) =>
      inBay.map((one) => ({
        ...one,
        wardId: id as LocationId,
        name: `${t('wards.bed', { name: one.bed.name })}, ${ward.name}`,
      })),
    ),
  );
}
