import { dayAt } from '#shared/domain/calendar-day.ts';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { endKeyOf, type Encounter } from '#shared/domain/encounter.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { isReference } from '#shared/sync/scope.ts';
import type { Tier } from '#shared/sync/snapshot.ts';
import type { SegmentQuestion } from '#server/store/holdings.ts';
import type { Condition, Found, Store, StoredDocument } from '#server/store/store.ts';

/** What of a collection a tier holds. */
interface Share {
  readonly tier: Tier;
  readonly collection: CollectionName;
  readonly among?: NonNullable<SegmentQuestion['among']>;
}
interface Deps {
  readonly store: Pick<Store, 'readFacility' | 'find'>;
  readonly clock: Clock;
}
const FOUND_AT_ONCE = 500;
/** The end of whatever goes on. */
const OPEN_END = endKeyOf({ status: 'in-progress' } as Encounter);

/**
 * The order of a first sync: places and clinicians, whoever comes today; then whoever is in the house, and what waits for a decision; then
 * the rest. What was in an earlier tier is in no later one.
 */
export function createReadFirst({ store, clock }: Deps) {
  const idsOf = async (collection: CollectionName, where: readonly Condition[]) => {
    const all: StoredDocument[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page: Found = await store.find({ collection, where, after, limit: FOUND_AT_ONCE });
      all.push(...page.documents);
      after = page.next;
    }
    return { ids: all.map(({ id }) => id), patients: all.flatMap(patientOf) };
  };
  return {
    today: async (): Promise<string> =>
      dayAt(clock.now(), (await store.readFacility()).facility?.zone),
    tiers: async (day: string): Promise<readonly Share[]> => {
      const coming = await idsOf('appointments', [{ key: 'day', anyOf: [day] }]);
      const here = await idsOf('encounters', [{ key: 'endKey', anyOf: [OPEN_END] }]);
      const today = { appointments: coming.ids, patients: coming.patients };
      const present = { encounters: here.ids, patients: here.patients };
      const isToday = new Set(coming.patients);
      return [
        ...COLLECTIONS.filter(isReference).map(
          (collection) => ({ tier: 'today', collection }) as const,
        ),
        share('today', 'appointments', today.appointments),
        share('today', 'patients', [...isToday]),
        { tier: 'here', collection: 'disputes' },
        share('here', 'encounters', present.encounters),
        share(
          'here',
          'patients',
          present.patients.filter((id) => !isToday.has(id)),
        ),
        rest('encounters', present.encounters),
        rest('appointments', today.appointments),
        rest('patients', [...today.patients, ...present.patients]),
        { tier: 'rest', collection: 'pairs' },
      ];
    },
  };
}

function share(tier: Tier, collection: CollectionName, ids: readonly string[]): Share {
  return { tier, collection, among: { ids: [...new Set(ids)], isIn: true } };
}

function rest(collection: CollectionName, ids: readonly string[]): Share {
  return { tier: 'rest', collection, among: { ids: [...new Set(ids)], isIn: false } };
}

function patientOf({ content: { patientId } }: StoredDocument): readonly string[] {
  return typeof patientId === 'string' ? [patientId] : [];
}
