import { useLocation } from 'preact-iso/router';
import { practitionerName } from '#shared/domain/practitioner.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations, usePractitioners } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useSession } from '#pwa/store/session-context.ts';
import type { Whose } from './turns.ts';

export interface WhoseDay {
  readonly whose: Whose;
  /** True where the list is the person's own: then `Seen` is one tap. */
  readonly isOwnList: boolean;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  choose(value: string): void;
}
const ALL = 'all';

/** Whose day is shown: a clinician's own at first, everybody's for the others; clinics and clinicians of today can be chosen. */
export function useWhose(rows: readonly Stored<'appointments'>[]): WhoseDay {
  const { query, route } = useLocation();
  const session = useSession();
  const clinicians = usePractitioners().value;
  const locations = useLocations().value;
  const own = session.kind === 'signed-in' ? session.person.practitionerId : null;
  const value = query['who'] || own || ALL;
  const busy = new Set(rows.flatMap(({ content }) => content.slot?.practitionerId ?? []));
  const places = locations.kind === 'ready' ? locations.rows : [];
  const clinics = places.filter(({ content }) => content.kind === 'clinic');
  const people = clinicians.kind === 'ready' ? clinicians.rows : [];
  const named = people
    .filter(({ id }) => id !== own && busy.has(id as never))
    .toSorted((a, b) => (a.content.order ?? 1e6) - (b.content.order ?? 1e6));
  const isClinic = clinics.some(({ id }) => id === value);
  return {
    value,
    isOwnList: own !== null && value === own,
    whose:
      value === ALL
        ? { kind: 'all', id: '' }
        : { kind: isClinic ? 'clinic' : 'clinician', id: value },
    options: [
      ...(own ? [{ value: own as string, label: t('today.mine') }] : []),
      { value: ALL, label: t('today.all') },
      ...clinics.map(({ id, content }) => ({ value: id, label: content.name })),
      ...named.map(({ id, content }) => ({ value: id, label: practitionerName(content) })),
    ],
    choose: (next) => route(next === (own ?? ALL) ? '/' : `/?who=${next}`, true),
  };
}
